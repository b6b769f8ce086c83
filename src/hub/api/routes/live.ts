import Type from "typebox";
import type { FleetRoom } from "../../estate/room-row.ts";
import type { HubParts } from "../../hub-parts.ts";
import { roomFor } from "../change.ts";
import { idText, inOrganisation, type Route, route } from "../route.ts";
import type { Feed } from "../stream.ts";
import { shownRoom } from "./rooms.ts";

const batchMs = 200;
/** More changes than this at once: the page reads its list again. */
const mostAtOnce = 500;
const watchMs = 30_000;

/** What consoles follow while it happens. */
export function liveRoutes(parts: HubParts): Route[] {
  return [
    route({
      method: "GET",
      path: "/api/o/:organisation/live",
      summary: "Rooms as they change: server-sent events `rooms` (a list of rooms) and `reload` (too many at once)",
      needs: "rooms:read",
      params: inOrganisation({}),
      stream: true,
      handle: ({ actor }) =>
        Promise.resolve(whileAllowed(parts, actor.organisation, roomChanges(parts, actor.organisation, actor.sees))),
    }),
    route({
      method: "GET",
      path: "/api/o/:organisation/rooms/:room/live",
      summary: "One room's whole state as it changes: server-sent events `state`",
      needs: "rooms:watch",
      params: inOrganisation({ room: idText }),
      answer: Type.Unknown(),
      stream: true,
      handle: ({ actor, params }) => {
        const { id, organisation } = roomFor(parts, actor, params.room);
        return Promise.resolve(whileAllowed(parts, organisation, roomState(parts, id)));
      },
    }),
  ];
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

function roomState({ fanOut, clock }: HubParts, room: string): Feed {
  return (send) => {
    const stopListening = fanOut.subscribe("state", (message) => {
      if (message.room === room) send("state", message.state);
    });
    const watch = () => fanOut.publish("watch", { room, until: clock.now() + watchMs });
    const stopWatching = clock.every(watchMs / 2, watch);
    watch();
    return () => {
      stopListening();
      stopWatching();
    };
  };
}
