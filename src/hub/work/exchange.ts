import { messageOf } from "../../domain/errors.ts";
import type { JsonObject } from "../../protocol/hub/difference.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { HubParts } from "../hub-parts.ts";
import { openActions } from "./actions.ts";
import { loadRooms } from "./base-data.ts";
import type { HubRoomTraffic } from "./room-traffic.ts";

/** What this process does about messages, its own and those of other hub processes. */
export function connectFanOut(parts: HubParts, gateway: Gateway, traffic: HubRoomTraffic): void {
  const { fanOut, view, store, log, hub: own } = parts;
  fanOut.subscribe("room", ({ id, hub, change }) => {
    const holder = view.byId(id)?.hub ?? null;
    // A hub that lost a room to another one notices the end of its old connection later: that is no news.
    if (change.connected === false && holder !== null && holder !== hub) return;
    if (change.connected === true && hub !== own) gateway.release(id);
    view.update(id, change);
  });
  fanOut.subscribe("deliver", ({ room, body }) => {
    if (gateway.send(room, body) && body.kind === "action") traffic.delivered([body.id]);
  });
  fanOut.subscribe("watch", ({ room, forMs }) => gateway.has(room) && gateway.send(room, { kind: "watch", forMs }));
  fanOut.subscribe("expel", ({ room, serials, code, message }) =>
    // A hub process of an older version names none: what it revoked is found in the store (see hub.ts).
    gateway.expel(room, serials ?? [], code, message),
  );
  fanOut.subscribe("base", (only) => {
    loadRooms(store, view, only).catch((error: unknown) =>
      log.error("changed rooms could not be read", { cause: messageOf(error) }),
    );
  });
  fanOut.subscribe("replay", () => {
    for (const room of view.everything()) {
      if (room.hub !== own) continue;
      const { id, organisation, connected, hub, seenAt, software, address, summary, suspicion } = room;
      fanOut.publish("room", {
        id,
        organisation,
        hub: own,
        change: { connected, hub, seenAt, software, address, summary, suspicion },
      });
    }
  });
}

const recentMs = 60_000;
const chunk = 500;

/**
 * Sends what the store has for rooms of this process and no message told: the one between hub processes may have been lost.
 * Rooms take an action and a target version once.
 */
export async function redeliver(parts: HubParts, gateway: Gateway): Promise<void> {
  const { store, clock } = parts;
  const now = clock.now();
  const late = await store.db
    .selectFrom("actions")
    .select("room")
    .distinct()
    .where("status", "=", "waiting")
    .where("expires_at", ">", now)
    .execute();
  const here = late.map(({ room }) => room).filter((room) => gateway.has(room));
  for (let at = 0; at < here.length; at += chunk) {
    const open = await openActions(store, here.slice(at, at + chunk), now);
    for (const [room, actions] of open)
      for (const action of actions) parts.fanOut.publish("deliver", { room, body: action });
  }
  const targets = await store.db
    .selectFrom("targets")
    .select(["room", "version", "document"])
    .where("set_at", ">", now - recentMs)
    .execute();
  for (const { room, version, document } of targets) {
    if ((parts.view.byId(room)?.reportedVersion ?? 0) >= version) continue;
    if (gateway.has(room))
      gateway.send(room, { kind: "target", version, document: JSON.parse(document) as JsonObject });
  }
}
