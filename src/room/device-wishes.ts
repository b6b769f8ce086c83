import type { DeviceEvent } from "../domain/device-event.ts";
import type { Intent } from "../domain/intent.ts";
import type { RoomState } from "../domain/room-state.ts";

const volumeStep = 5;

/**
 * What people mean by a key of a device; null when it means nothing in this state. A press turns around what was last wished,
 * not what is confirmed: two quick presses cancel each other.
 */
export function wishOf(event: DeviceEvent, state: RoomState): Intent | null {
  const { meeting } = state;
  switch (event.type) {
    case "muteToggled":
      return meeting && { type: "setMicrophone", on: !meeting.microphone.wanted };
    case "muteSet":
      return meeting && meeting.microphone.wanted === event.muted ? { type: "setMicrophone", on: !event.muted } : null;
    case "cameraToggled":
      return meeting && { type: "setCamera", on: !meeting.camera.wanted };
    case "volume":
      return volumeWish(state.volume.percent, event.step);
    case "shareToggled":
      return meeting && (meeting.share === null ? { type: "startShare" } : { type: "stopShare" });
    case "joinPressed":
      return joinWish(state);
    case "hook":
      return hookWish(event.offHook, state);
    case "hookToggled":
      return hookWish(meeting === null, state);
    case "wish":
      return event.intent;
  }
}

function volumeWish(percent: number, step: 1 | -1): Intent | null {
  const next = Math.max(0, Math.min(100, Math.round(percent / volumeStep) * volumeStep + step * volumeStep));
  return next === percent ? null : { type: "setVolume", percent: next };
}

/** Taking the handset up joins what can be joined; laying it down leaves. Devices repeat what we set: that is no wish. */
function hookWish(offHook: boolean, state: RoomState): Intent | null {
  const { meeting } = state;
  if (offHook) return meeting === null && state.agenda.some(({ joinable }) => joinable) ? joinWish(state) : null;
  return meeting === null || meeting.phase === "leaving" ? null : { type: "leave" };
}

function joinWish(state: RoomState): Intent | null {
  if (state.meeting !== null || state.assisted !== null) return null;
  const next = state.agenda.find(({ joinable }) => joinable);
  if (next !== undefined) return { type: "join", bookingId: next.id };
  return state.offers.meetNow ? { type: "meetNow" } : null;
}
