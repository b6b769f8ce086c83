import type { Meeting } from "../../../domain/meeting.ts";
import type { RoomState } from "../../../domain/room-state.ts";
import { CallBar } from "./call-bar.tsx";
import { People } from "./people.tsx";
import { Side } from "./side.tsx";
import "./call.css";

/** In a meeting: who is there, what this room sends, and the controls. */
export function Call({ state, meeting }: { state: RoomState; meeting: Meeting }) {
  return (
    <>
      <main class="call" data-phase={meeting.phase}>
        <People participants={meeting.participants} />
        <Side state={state} meeting={meeting} />
      </main>
      <CallBar state={state} meeting={meeting} />
    </>
  );
}
