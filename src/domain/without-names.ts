import type { RoomState } from "./room-state.ts";

/** Who met whom, and what about, is nobody's business who mends a camera. */
export function withoutNames(state: RoomState): RoomState {
  const { meeting, assisted, lastMeeting, autoJoin } = state;
  const untitled = { title: "" };
  return {
    ...state,
    agenda: state.agenda.map((entry) => ({ ...entry, ...untitled, organiser: null })),
    meeting: meeting && {
      ...meeting,
      ...untitled,
      participants: meeting.participants.map((person, index) => ({ ...person, identity: `${index}`, name: "" })),
    },
    assisted: assisted && { ...assisted, ...untitled },
    lastMeeting: lastMeeting && { ...lastMeeting, ...untitled },
    autoJoin: autoJoin && { ...autoJoin, ...untitled },
  };
}
