import type { Intent } from "../../../domain/intent.ts";
import type { LocalSource } from "../../../domain/meeting.ts";
import type { RoomState } from "../../../domain/room-state.ts";

/**
 * Whether the state shows what was wished, or that it will not come (a source that failed): then the control stops
 * working and shows what is.
 * @param before the state when the wish was made
 */
export function isConfirmed(intent: Intent, before: RoomState, now: RoomState): boolean {
  switch (intent.type) {
    case "join":
    case "meetNow":
      return now.meeting !== null || now.lastMeeting?.at !== before.lastMeeting?.at;
    case "openAssisted":
      return now.assisted !== null || now.lastMeeting?.at !== before.lastMeeting?.at;
    case "pointer":
    case "moveCamera":
    case "cameraHome":
    case "cameraPreset":
    case "pictureDefaults":
    case "setDisplay":
      return true;
    case "setPicture":
      return isPictureSet(before, now, intent);
    case "leave":
      return hasLeft(before, now);
    case "cancelAutoJoin":
      return now.autoJoin === null;
    case "setMicrophone":
      return isSwitched(now.meeting?.microphone, intent.on);
    case "setCamera":
      return isSwitched(now.meeting?.camera, intent.on);
    case "setVolume":
      return now.volume.percent === intent.percent;
    case "startShare":
      return now.meeting == null || now.meeting.share !== null;
    case "stopShare":
      return now.meeting == null || now.meeting.share === null;
    case "bookNow":
      return !now.availability.free;
    case "checkIn":
      return now.noShow === null;
    case "raiseHand":
      return now.meeting?.hand == null || now.meeting.hand.raised === intent.raised;
    case "extend":
      return now.meeting?.endsAt !== before.meeting?.endsAt;
    case "useDevice":
      return now.devices.some(({ id, roles }) => id === intent.deviceId && roles.includes(intent.role));
  }
}

/** Set as wished; or as near to it as the camera comes; or there is no such thing any more. */
function isPictureSet(before: RoomState, now: RoomState, { name, value }: { name: string; value: number }): boolean {
  const valueIn = ({ devices }: RoomState) => {
    const used = devices.find(({ roles }) => roles.includes("camera"));
    return used?.picture?.find((control) => control.name === name)?.value;
  };
  const is = valueIn(now);
  return is === undefined || is === value || is !== valueIn(before);
}

function hasLeft(before: RoomState, now: RoomState): boolean {
  const what = before.assisted === null ? "meeting" : "assisted";
  return now[what] === null || now[what].id !== before[what]?.id;
}

function isSwitched(source: LocalSource | undefined, on: boolean): boolean {
  if (source === undefined || source.on === on) return true;
  return on && (source.activity === "failed" || source.activity === "missing");
}

/** Wishes about the same thing share a key: the control with that key is busy. */
export function keyOf(intent: Intent): string {
  switch (intent.type) {
    case "join":
      return "bookingId" in intent ? `join ${intent.bookingId}` : "join";
    case "openAssisted":
      return "bookingId" in intent ? `openAssisted ${intent.bookingId}` : "openAssisted";
    case "startShare":
    case "stopShare":
      return "share";
    case "bookNow":
      return `bookNow ${intent.minutes}`;
    case "extend":
      return `extend ${intent.minutes}`;
    case "cameraPreset":
      return `preset ${intent.action} ${intent.number}`;
    case "setPicture":
      return `picture ${intent.name}`;
    case "useDevice":
      return `${intent.role} ${intent.deviceId}`;
    default:
      return intent.type;
  }
}
