import { X509Certificate } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import Type from "typebox";
import { HubError } from "../../../domain/errors.ts";
import type { ShownChannel } from "../../../protocol/hub/shown-alerts.ts";
import { oneOf } from "../../../protocol/shapes.ts";
import type { ChannelOptions, Message } from "../../alerts/channel.ts";
import { deliver } from "../../alerts/channels.ts";
import { channelOf } from "../../alerts/outbox.ts";
import type { HubParts } from "../../hub-parts.ts";
import { newId, newSecret } from "../../store/ids.ts";
import type { Database } from "../../store/store.ts";
import { change, must } from "../change.ts";
import { idText, inOrganisation, nameText, type Route, route, strictObject } from "../route.ts";

const clockTime = Type.String({ pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$" });
const severity = oneOf("notice", "warning", "serious");
const address = Type.String({ pattern: "^[^\\s@<>,;]{1,64}@[^\\s@<>,;]{1,190}$" });
const OptionsShape = {
  authority: Type.Optional(Type.Union([Type.String({ maxLength: 20_000 }), Type.Null()])),
  from: Type.Optional(address),
  to: Type.Optional(Type.Array(address, { minItems: 1, maxItems: 50 })),
  quiet: Type.Optional(
    Type.Union([
      Type.Null(),
      strictObject({
        zone: Type.String({ minLength: 1, maxLength: 100 }),
        from: clockTime,
        to: clockTime,
        weekends: Type.Boolean(),
        except: Type.Union([severity, Type.Null()]),
      }),
    ]),
  ),
  least: Type.Optional(severity),
};

const oneChannel = inOrganisation({ channel: idText });

/** Who is told of alerts, when, and how. */
export function channelRoutes(parts: HubParts): Route[] {
  return [listChannels(parts), addChannel(parts), changeChannel(parts), tryChannel(parts), removeChannel(parts)];
}

function listChannels(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/channels",
    summary: "Who is told of alerts, and why one could not be",
    needs: "alerts:read",
    params: inOrganisation({}),
    handle: async ({ actor }): Promise<ShownChannel[]> => {
      if (actor.role === "partner") throw new HubError("hub.forbidden", "partners do not see who is told");
      const rows = await store.db
        .selectFrom("channels")
        .select(["id", "kind", "name", "settings as url", "options", "problem"])
        .where("organisation", "=", actor.organisation)
        .execute();
      return rows.map(({ options, kind, ...row }) => ({
        ...row,
        kind: kind as ShownChannel["kind"],
        ...(JSON.parse(options) as ChannelOptions),
      }));
    },
  });
}

function addChannel(parts: HubParts): Route {
  const { vault } = parts;
  return route({
    method: "POST",
    path: "/api/o/:organisation/channels",
    summary: "Tell a webhook, a syslog server or people by e-mail of alerts; a webhook's signing secret is shown once",
    needs: "settings:write",
    params: inOrganisation({}),
    body: strictObject({
      kind: oneOf("webhook", "syslog", "email"),
      name: nameText,
      url: Type.String({ minLength: 1, maxLength: 2000 }),
      password: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
      ...OptionsShape,
    }),
    handle: async ({ actor, body }) => {
      const { kind, name, url, password = null, ...options } = body;
      checkUrl(kind, url);
      checkOptions(kind, options);
      const id = newId("channel");
      const shown = kind === "webhook" ? newSecret() : null;
      const secret = shown ?? (kind === "email" ? password : null);
      const row = { id, organisation: actor.organisation, kind, name, settings: url, problem: null };
      const sealed = secret === null ? null : vault.seal(secret, `channel:${id}`);
      await change(parts, actor, { what: "channel.added", subject: id, detail: { kind, name } }, (tx) =>
        tx
          .insertInto("channels")
          .values({ ...row, options: JSON.stringify(options), secret: sealed })
          .execute(),
      );
      return { id, secret: shown };
    },
  });
}

function changeChannel(parts: HubParts): Route {
  return route({
    method: "PATCH",
    path: "/api/o/:organisation/channels/:channel",
    summary: "Change a channel's name, recipients, quiet hours or least severity",
    needs: "settings:write",
    params: oneChannel,
    body: strictObject({ name: Type.Optional(nameText), ...OptionsShape }),
    handle: async ({ actor, params, body }) => {
      const { name, ...options } = body;
      const told = { what: "channel.changed", subject: params.channel, detail: { ...body, authority: undefined } };
      await change(parts, actor, told, async (tx) => {
        const row = await channelIn(tx, actor.organisation, params.channel);
        const all = { ...(JSON.parse(row.options) as ChannelOptions), ...options };
        checkOptions(row.kind, all);
        const changed = { options: JSON.stringify(all), name: name ?? row.name };
        await tx.updateTable("channels").set(changed).where("id", "=", row.id).execute();
      });
      return {};
    },
  });
}

/** @throws HubError hub.not-found where the organisation has no such channel */
async function channelIn(db: Database, organisation: string, id: string) {
  const row = await db
    .selectFrom("channels")
    .selectAll()
    .where("id", "=", id)
    .where("organisation", "=", organisation)
    .executeTakeFirst();
  if (row === undefined) throw new HubError("hub.not-found", "no such channel");
  return row;
}

function tryChannel(parts: HubParts): Route {
  const { store, clock, guard } = parts;
  return route({
    method: "POST",
    path: "/api/o/:organisation/channels/:channel/try",
    summary: "Send a message of no consequence now, and say what came of it",
    needs: "settings:write",
    params: oneChannel,
    handle: async ({ actor, params }) => {
      const row = await channelIn(store.db, actor.organisation, params.channel);
      const at = new Date(clock.now()).toISOString();
      const message: Message = {
        ...{ kind: "opened", id: newId("trial"), severity: "notice", title: "This is a trial", cause: "trial" },
        ...{ rooms: [], openedAt: at, at },
      };
      await deliver(channelOf(parts, row), [message], { ...guard, now: clock.now() });
      return {};
    },
  });
}

function removeChannel(parts: HubParts): Route {
  return route({
    method: "DELETE",
    path: "/api/o/:organisation/channels/:channel",
    summary: "Tell it no more",
    needs: "settings:write",
    params: oneChannel,
    handle: async ({ actor, params }) => {
      await change(parts, actor, { what: "channel.removed", subject: params.channel, detail: {} }, async (tx) => {
        const gone = tx
          .deleteFrom("channels")
          .where("id", "=", params.channel)
          .where("organisation", "=", actor.organisation);
        must(await gone.executeTakeFirst(), "channel");
        await tx.deleteFrom("deliveries").where("channel", "=", params.channel).execute();
      });
      return {};
    },
  });
}

const allowed = {
  webhook: ["https:", "http:"],
  syslog: ["tcp:", "tls:"],
  email: ["smtps:", "smtp:"],
};

function checkUrl(kind: keyof typeof allowed, url: string): void {
  const parsed = URL.parse(url);
  const userFits = parsed?.username === "" || kind === "email";
  if (parsed?.hostname && allowed[kind].includes(parsed.protocol) && userFits && parsed.password === "") return;
  throw new HubError(
    "hub.invalid",
    `url: ${kind} takes ${allowed[kind].join("// or ")}// with a host and without a password`,
  );
}

function checkOptions(kind: string, options: ChannelOptions): void {
  if (kind === "email" && (options.from === undefined || options.to === undefined))
    throw new HubError("hub.invalid", "from, to: a mail needs a sender and somebody to go to");
  try {
    if (options.quiet) Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(options.quiet.zone);
  } catch {
    throw new HubError("hub.invalid", `quiet.zone: ${options.quiet?.zone} is not a time zone; Europe/Oslo is one`);
  }
  try {
    if (options.authority) new X509Certificate(options.authority);
  } catch {
    throw new HubError("hub.invalid", "authority: a certificate in PEM is expected");
  }
}
