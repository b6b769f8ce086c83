import type { TLSSocket } from "node:tls";
import type { FastifyRequest } from "fastify";
import Type from "typebox";
import { HubError } from "../../../domain/errors.ts";
import type { Health } from "../../estate/health.ts";
import { clientCertificate } from "../../gateway/upgrade.ts";
import type { HubParts } from "../../hub-parts.ts";
import { identify, type RoomIdentity } from "../../trust/certificates.ts";
import { bytesOf, keepPart, mostParts, partLength } from "../../work/bundles.ts";
import { change, roomFor } from "../change.ts";
import { idText, inOrganisation, type Route, route, strictObject } from "../route.ts";

const oneRoom = inOrganisation({ room: idText });
const dayMs = 86_400_000;

/** How rooms fare over time, and what they send on request. */
export function healthRoutes(parts: HubParts): Route[] {
  return [roomHealth(parts), listBundles(parts), readBundle(parts), takePart(parts)];
}

function roomHealth(parts: HubParts): Route {
  const { store, clock } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/rooms/:room/health",
    summary: "What a room measured, by hour for a week and by day for three months: least, most and mean of each value",
    needs: "rooms:read",
    params: oneRoom,
    query: strictObject({
      period: Type.Optional(Type.Union([Type.Literal("hour"), Type.Literal("day")])),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    }),
    handle: async ({ actor, params, query }) => {
      roomFor(parts, actor, params.room);
      const hours = query.period !== "day";
      const days = query.limit ?? (hours ? 2 : 90);
      const rows = await store.db
        .selectFrom("room_health")
        .select(["start", "document"])
        .where("room", "=", params.room)
        .where("organisation", "=", actor.organisation)
        .where("period", "=", hours ? "h" : "d")
        .where("start", ">", clock.now() - days * dayMs)
        .orderBy("start")
        .execute();
      return rows.map(({ start, document }) => ({ start, values: meansOf(JSON.parse(document) as Health) }));
    },
  });
}

const meansOf = (health: Health) =>
  Object.fromEntries(
    Object.entries(health).map(([name, { count, sum, min, max }]) => [name, { count, min, max, mean: sum / count }]),
  );

function listBundles(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/rooms/:room/bundles",
    summary: "Logs and diagnostic bundles that a room has sent, newest first",
    needs: "rooms:act",
    params: oneRoom,
    handle: ({ actor, params }) => {
      roomFor(parts, actor, params.room);
      return store.db
        .selectFrom("bundles")
        .select(["action as id", "kind", "bytes", "sha256", "created_at as at"])
        .where("room", "=", params.room)
        .where("organisation", "=", actor.organisation)
        .where("complete", "=", 1)
        .orderBy("created_at", "desc")
        .execute();
    },
  });
}

function readBundle(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/bundles/:bundle",
    summary: "One bundle: a JSON document, compressed with gzip",
    needs: "rooms:act",
    params: inOrganisation({ bundle: idText }),
    handle: async ({ actor, params, headers }) => {
      const row = await store.db
        .selectFrom("bundles")
        .selectAll()
        .where("action", "=", params.bundle)
        .where("organisation", "=", actor.organisation)
        .where("complete", "=", 1)
        .executeTakeFirst();
      if (row === undefined) throw new HubError("hub.not-found", "no such bundle");
      roomFor(parts, actor, row.room);
      const told = { what: "bundle.read", subject: row.room, detail: { bundle: row.action, kind: row.kind } };
      const bytes = await change(parts, actor, told, (tx) => bytesOf(tx, row.action));
      headers["content-type"] = "application/gzip";
      headers["content-disposition"] = `attachment; filename="${row.kind}-${row.action}.json.gz"`;
      return bytes;
    },
  });
}

function takePart(parts: HubParts): Route {
  const { store, clock } = parts;
  return route({
    method: "PUT",
    path: "/api/room/bundles/:action/parts/:part",
    summary: "A room sends a part of what it was asked for; it proves itself by its certificate",
    needs: "public",
    params: Type.Object({ action: idText, part: Type.String({ pattern: "^\\d{1,2}$" }) }),
    body: strictObject({
      of: Type.Integer({ minimum: 1, maximum: mostParts }),
      sha256: Type.String({ pattern: "^[0-9a-f]{64}$" }),
      data: Type.String({ pattern: "^[A-Za-z0-9+/]*={0,2}$", minLength: 1, maxLength: partLength }),
    }),
    handle: async ({ params, body, request }) => {
      const room = await roomOf(parts, request);
      const part = { action: params.action, number: Number(params.part), ...body };
      await keepPart(store, room, part, clock.now());
      return {};
    },
  });
}

/** The room whose certificate came with the connection. @throws HubError hub.refused */
async function roomOf(
  { certificates, authorityCertificate, clock }: HubParts,
  request: FastifyRequest,
): Promise<RoomIdentity> {
  const presented = clientCertificate(request.raw.socket as TLSSocket);
  const identity = await identify(certificates, authorityCertificate, presented, clock.now());
  if (identity.renewOnly) throw new HubError("hub.refused", "renew the certificate first");
  return identity;
}
