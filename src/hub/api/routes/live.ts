import Type from "typebox";
import type { FleetRoom } from "../../estate/room-row.ts";
import type { HubParts } from "../../hub-parts.ts";
import type { Actor } from "../../people/actor.ts";
import { change, roomFor } from "../change.ts";
import { idText, inOrganisation, type Route, route, strictObject } from "../route.ts";
import type { Feed } from "../stream.ts";
import { shownRoom } from "./rooms.ts";

const batchMs = 200;
/** More changes than this at once: the page reads its list again. */
const mostAtOnce = 500;
/** A room sends its whole state for so long, and is asked again sooner while somebody looks. */
const watchMs = 30_000;
const askAgainMs = 10_000;
/** Who looks at a room again and again within this time is noted once. */
const sameLookMs = 30 * 60_000;

/** What consoles follow while it happens. */
export function liveRoutes(parts: HubParts): Route[] {
  const noted = new Map<string, number>();
  return [
    route({
      method: "GET",
      path: "/api/o/:organisation/live",
      summary:
        "Rooms as they change: server-sent events `rooms` (a list of rooms) and `reload` (too many at once); all, or one",
      needs: "rooms:read",
      params: inOrganisation({}),
      query: strictObject({ room: Type.Optional(idText) }),
      stream: true,
      handle: ({ actor, query }) => {
        const { organisation } = actor;
        const wanted = (room: FleetRoom) => actor.sees(room) && (query.room === undefined || room.id === query.room);
        return Promise.resolve(whileAllowed(parts, organisation, roomChanges(parts, organisation, wanted)));
      },
    }),
    route({
      method: "GET",
      path: "/api/o/:organisation/alerts/live",
      summary: "Server-sent events `alerts`: one was opened, has grown or is over, and the list is to be read again",
      needs: "alerts:read",
      params: inOrganisation({}),
      stream: true,
      handle: ({ actor }) => Promise.resolve(whileAllowed(parts, actor.organisation, alertChanges(parts, actor))),
    }),
    route({
      method: "GET",
      path: "/api/o/:organisation/rooms/:room/live",
      summary:
        "What a room's panel shows, while somebody looks: server-sent events `room` (as in the list; at once and when it changes) and `state` (its RoomState, newest wins)",
      needs: "rooms:watch",
      params: inOrganisation({ room: idText }),
      answer: Type.Unknown(),
      stream: true,
      handle: async ({ actor, params }) => {
        const { id, organisation } = roomFor(parts, actor, params.room);
        await noteLook(parts, noted, actor, id);
        return whileAllowed(parts, organisation, roomState(parts, actor, id));
      },
    }),
  ];
}

/** A page that comes back to its stream is the same look. */
async function noteLook(parts: HubParts, noted: Map<string, number>, actor: Actor, room: string): Promise<void> {
  const now = parts.clock.monotonicMs();
  for (const [look, at] of noted) if (now - at > sameLookMs) noted.delete(look);
  const look = `${actor.organisation} ${actor.name} ${room}`;
  if (noted.has(look)) return;
  await change(parts, actor, { what: "room.watched", subject: room, detail: {} }, () => Promise.resolve());
  noted.set(look, now);
}

/** Ends when somebody's rights in the organisation change: the reader comes back, and is asked again who it is. */
function whileAllowed({ fanOut }: HubParts, organisation: string, feed: Feed): Feed {
  return (send, end) => {
    const stopFeeding = feed(send, end);
    const stopListening = fanOut.subscribe("rights", (changed) => changed.organisation === organisation && end());
    return () => {
      stopFeeding();
      stopListening();
    };
  };
}

function roomChanges({ view, clock }: HubParts, organisation: string, sees: (room: FleetRoom) => boolean): Feed {
  return (send) => {
    const changed = new Map<string, FleetRoom>();
    let behind = false;
    const stopListening = view.onChange((room) => {
      if (room.organisation === organisation && sees(room)) changed.set(room.id, room);
    });
    const stopSending = clock.every(batchMs, () => {
      if (changed.size === 0 && !behind) return;
      const some = [...changed.values()];
      changed.clear();
      behind = behind || some.length > mostAtOnce ? !send("reload", {}) : !send("rooms", some.map(shownRoom));
    });
    return () => {
      stopListening();
      stopSending();
    };
  };
}

/** Says only that something is to be read: what, is told as the reader may see it. */
function alertChanges({ fanOut, view, clock }: HubParts, actor: Actor): Feed {
  const seen = (id: string) => {
    const room = view.get(actor.organisation, id);
    return actor.role !== "partner" || (room !== undefined && actor.sees(room));
  };
  return (send) => {
    let waiting = false;
    const stopListening = fanOut.subscribe("alerts", ({ organisation, rooms }) => {
      if (organisation === actor.organisation && rooms.some(seen)) waiting = true;
    });
    const stopSending = clock.every(batchMs, () => {
      if (waiting) waiting = !send("alerts", {});
    });
    return () => {
      stopListening();
      stopSending();
    };
  };
}

function roomState({ fanOut, clock, view }: HubParts, actor: Actor, id: string): Feed {
  return (send, end) => {
    // Of each kind the newest waits until the reader has taken the one before.
    const waiting = new Map<string, unknown>();
    const look = () => {
      const room = view.get(actor.organisation, id);
      if (room === undefined || !actor.sees(room)) end();
      else waiting.set("room", shownRoom(room));
    };
    const stops = [
      fanOut.subscribe("state", ({ room, state }) => room === id && waiting.set("state", state)),
      view.onChange((room) => room.id === id && look()),
      clock.every(batchMs, () => {
        for (const [event, data] of waiting) if (send(event, data)) waiting.delete(event);
      }),
    ];
    const watch = () => {
      look();
      fanOut.publish("watch", { room: id, forMs: watchMs });
    };
    stops.push(clock.every(askAgainMs, watch));
    watch();
    return () => {
      for (const stop of stops) stop();
    };
  };
}
