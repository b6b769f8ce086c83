import Type from "typebox";
import { HubError } from "../../../domain/errors.ts";
import type { JsonObject } from "../../../protocol/hub/difference.ts";
import type { PreviewedRoom, ScopeKind, ShownPreview, ShownTemplate } from "../../../protocol/hub/shown-settings.ts";
import { oneOf } from "../../../protocol/shapes.ts";
import { ManagedSchema } from "../../../settings/managed.ts";
import { statusOf } from "../../estate/room-row.ts";
import { scopeKinds } from "../../estate/templates.ts";
import type { HubParts } from "../../hub-parts.ts";
import type { Actor } from "../../people/actor.ts";
import type { RollOuts } from "../../work/roll-outs.ts";
import { scopeNames } from "../../work/scope-names.ts";
import type { TemplateChange } from "../../work/targets.ts";
import { placeOf } from "../places.ts";
import { idText, inOrganisation, type Route, route, strictObject } from "../route.ts";

export const ChangeShape = {
  kind: oneOf(...scopeKinds),
  scope: idText,
  settings: Type.Record(Type.String({ maxLength: 100 }), Type.Unknown()),
};
const documentBytes = 32 * 1024;

/** Templates, what may stand in them, and what a change of them would do. */
export function settingsRoutes(parts: HubParts, rollOuts: RollOuts): Route[] {
  return [showSchema(), listTemplates(parts), previewChange(parts, rollOuts)];
}

function showSchema(): Route {
  return route({
    method: "GET",
    path: "/api/o/:organisation/settings-schema",
    summary: "The settings that a hub may manage, as a JSON Schema",
    needs: "settings:read",
    params: inOrganisation({}),
    handle: () => Promise.resolve(ManagedSchema),
  });
}

function listTemplates(parts: HubParts): Route {
  const { store, view } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/templates",
    summary: "Settings by scope: organisation, sites, groups, rooms",
    needs: "settings:read",
    params: inOrganisation({}),
    handle: async ({ actor }): Promise<ShownTemplate[]> => {
      const { organisation } = actor;
      if (actor.role === "partner") return [];
      const templates = store.db.selectFrom("templates").selectAll().where("organisation", "=", organisation);
      const groups = store.db.selectFrom("room_groups").select(["id", "site"]).where("organisation", "=", organisation);
      const siteOf = new Map((await groups.execute()).map((group) => [group.id, group.site]));
      const nameOf = await scopeNames(parts, organisation);
      return (await templates.execute()).map(({ scope_kind, scope, version, changed_at, document }) => {
        const room = scope_kind === "room" ? view.get(organisation, scope) : undefined;
        return {
          ...{ kind: scope_kind as ScopeKind, scope, version, name: nameOf(scope_kind, scope) },
          ...{ site: room?.site ?? siteOf.get(scope) ?? null, group: room?.group ?? null },
          changedAt: changed_at,
          settings: JSON.parse(document) as JsonObject,
        };
      });
    },
  });
}

function previewChange(parts: HubParts, rollOuts: RollOuts): Route {
  return route({
    method: "POST",
    path: "/api/o/:organisation/templates/preview",
    summary: "Which rooms and which values a change of settings would concern; nothing is changed",
    needs: "settings:read",
    params: inOrganisation({}),
    body: strictObject(ChangeShape),
    handle: async ({ actor, body }): Promise<ShownPreview> => {
      if (actor.role === "partner")
        throw new HubError("hub.forbidden", "partners see the settings of their rooms only");
      const { organisation } = actor;
      const { rooms, changes, live } = await rollOuts.preview(organisation, await changeOf(parts, actor, body));
      const named = rooms.flatMap((id): PreviewedRoom[] => {
        const room = parts.view.get(organisation, id);
        if (room === undefined) return [];
        const { name, siteName, connected } = room;
        return [{ id, name, siteName, connected, waits: statusOf(room) === "meeting" && !live.has(id) }];
      });
      return { rooms, named, changes };
    },
  });
}

/** A change of settings as it came, checked as far as its place goes. @throws HubError hub.invalid */
export async function changeOf(
  parts: HubParts,
  actor: Actor,
  { kind, scope, settings }: { kind: ScopeKind; scope: string; settings: Record<string, unknown> },
): Promise<TemplateChange> {
  if (JSON.stringify(settings).length > documentBytes) throw new HubError("hub.invalid", "settings: at most 32 KiB");
  await checkScope(parts, actor, kind, scope);
  return { kind, scope, document: settings as JsonObject };
}

async function checkScope(parts: HubParts, actor: Actor, kind: ScopeKind, scope: string): Promise<void> {
  const { organisation } = actor;
  if (kind === "organisation" && scope !== organisation)
    throw new HubError("hub.invalid", "scope: the organisation's own id is expected");
  if (kind === "site" || kind === "group")
    await placeOf(parts.store.db, organisation, { site: null, group: null, [kind]: scope });
  if (kind === "room" && parts.view.get(organisation, scope) === undefined)
    throw new HubError("hub.invalid", `scope: there is no room ${scope}`);
}
