import type { RoomSummary } from "../domain/device-command.ts";
import type { RoomState } from "../domain/room-state.ts";

/** What lamps, keys and serial panels show: nothing but what is confirmed. */
export function summaryOf(state: RoomState): RoomSummary {
  const { meeting, assisted, availability, offers } = state;
  const isIn = meeting !== null && (meeting.phase === "connected" || meeting.phase === "reconnecting");
  const next = state.agenda.find(({ joinable }) => joinable);
  const isIdle = meeting === null && assisted === null;
  return {
    meeting: meeting === null || meeting.phase === "leaving" ? "none" : isIn ? "in" : "joining",
    microphone: meeting?.microphone.on ?? false,
    camera: meeting?.camera.on ?? false,
    sharing: meeting?.share != null,
    canShare: isIn && state.shareSources.length > 0,
    volumePercent: state.volume.percent,
    ringing: state.autoJoin !== null,
    occupied: !isIdle || !availability.free,
    joinable: isIdle && next !== undefined ? { bookingId: next.id, title: next.title } : null,
    meetNow: isIdle && offers.meetNow,
  };
}
