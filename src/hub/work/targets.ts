import { isDeepStrictEqual } from "node:util";
import type { JsonObject } from "../../protocol/hub/difference.ts";
import type { ScopeKind } from "../../protocol/hub/shown-settings.ts";
import { type Effective, type Layer, merge, type Place, scopesOf } from "../estate/templates.ts";
import type { Changes, Database } from "../store/store.ts";

/** An organisation's templates by scope. */
export type Templates = ReadonlyMap<string, JsonObject>;

export interface TemplateChange {
  kind: ScopeKind;
  scope: string;
  document: JsonObject;
}

const keyOf = (kind: string, scope: string) => `${kind} ${scope}`;

export async function readTemplates(db: Database | Changes, organisation: string): Promise<Templates> {
  const rows = await db
    .selectFrom("templates")
    .select(["scope_kind", "scope", "document"])
    .where("organisation", "=", organisation)
    .execute();
  return new Map(rows.map((row) => [keyOf(row.scope_kind, row.scope), JSON.parse(row.document) as JsonObject]));
}

/** The templates with one of them changed. */
export const withChange = (templates: Templates, { kind, scope, document }: TemplateChange): Templates =>
  new Map(templates).set(keyOf(kind, scope), document);

/** What a room at this place should run, and where each setting comes from. */
export function effectiveFor(templates: Templates, place: Place): Effective {
  const layers = scopesOf(place).flatMap(({ kind, scope }): Layer[] => {
    const document = templates.get(keyOf(kind, scope));
    return document === undefined ? [] : [{ kind, scope, document }];
  });
  return merge(layers);
}

/** Whether a template of this scope reaches a room at this place. */
export const reaches = (change: Pick<TemplateChange, "kind" | "scope">, place: Place) =>
  scopesOf(place).some(({ kind, scope }) => kind === change.kind && scope === change.scope);

export async function readPlaces(db: Database | Changes, organisation: string): Promise<Place[]> {
  const rows = await db
    .selectFrom("rooms")
    .select(["id as room", "site", "room_group as group"])
    .where("organisation", "=", organisation)
    .where("retired_at", "is", null)
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ organisation, ...row }));
}

export interface NewTarget {
  room: string;
  version: number;
  document: JsonObject;
}

const chunk = 200;

/** Gives rooms new target documents, one version up; those that have the same one already are left alone. */
export async function setTargets(
  tx: Changes,
  organisation: string,
  wanted: readonly { room: string; document: JsonObject }[],
  cause: string,
  now: number,
): Promise<NewTarget[]> {
  const made: NewTarget[] = [];
  for (let at = 0; at < wanted.length; at += chunk) {
    const some = wanted.slice(at, at + chunk);
    const fresh = await newVersions(tx, organisation, some);
    if (fresh.length === 0) continue;
    await tx
      .insertInto("targets")
      .values(
        fresh.map(({ room, version, document }) => ({
          room,
          organisation,
          version,
          document: JSON.stringify(document),
          set_at: now,
          cause,
        })),
      )
      .onConflict((c) =>
        c.column("room").doUpdateSet((e) => ({
          version: e.ref("excluded.version"),
          document: e.ref("excluded.document"),
          set_at: e.ref("excluded.set_at"),
          cause: e.ref("excluded.cause"),
        })),
      )
      .execute();
    made.push(...fresh);
  }
  return made;
}

async function newVersions(
  tx: Changes,
  organisation: string,
  some: readonly { room: string; document: JsonObject }[],
): Promise<NewTarget[]> {
  const rooms = some.map(({ room }) => room);
  const rows = await tx
    .selectFrom("targets")
    .select(["room", "version", "document"])
    .where("organisation", "=", organisation)
    .where("room", "in", rooms)
    .execute();
  const known = new Map(rows.map((row) => [row.room, row]));
  return some.flatMap(({ room, document }) => {
    const before = known.get(room);
    const same = isDeepStrictEqual(before === undefined ? {} : JSON.parse(before.document), document);
    return same ? [] : [{ room, version: (before?.version ?? 0) + 1, document }];
  });
}

/** Computes the targets of some rooms anew: after they moved, or were claimed. */
export async function retarget(
  tx: Changes,
  organisation: string,
  rooms: readonly string[],
  cause: string,
  now: number,
): Promise<NewTarget[]> {
  const templates = await readTemplates(tx, organisation);
  const concerned = new Set(rooms);
  const places = (await readPlaces(tx, organisation)).filter((place) => concerned.has(place.room));
  const wanted = places.map((place) => ({ room: place.room, document: effectiveFor(templates, place).document }));
  return setTargets(tx, organisation, wanted, cause, now);
}
