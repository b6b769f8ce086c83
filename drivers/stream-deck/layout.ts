import type { RoomSummary } from "../../src/domain/device-command.ts";
import type { DeviceEvent } from "../../src/domain/device-event.ts";

/** What a key is for. */
export type KeyName = "join" | "microphone" | "camera" | "share" | "quieter" | "louder";

/** How a key looks: bright ones do something now, dark ones nothing. */
export interface KeyFace {
  readonly icon: KeyName | "leave" | "none";
  readonly tone: "idle" | "go" | "stop" | "on" | "off" | "dark";
}

/** The first keys, in the order of use; a small deck has the most needed. Louder and quieter sit at the end. */
const order: readonly KeyName[] = ["join", "microphone", "camera", "share", "quieter", "louder"];

/** Which key is what, for a deck of `count` keys. */
export function layoutOf(count: number): (KeyName | null)[] {
  const keys: (KeyName | null)[] = Array.from({ length: count }, () => null);
  order.slice(0, count).forEach((name, index) => {
    keys[index] = name;
  });
  return keys;
}

/** The face shows what is confirmed: a microphone is red until others really hear it. */
export function faceOf(key: KeyName | null, room: RoomSummary): KeyFace {
  const isIn = room.meeting !== "none";
  switch (key) {
    case null:
      return { icon: "none", tone: "dark" };
    case "join":
      if (isIn) return { icon: "leave", tone: "stop" };
      return { icon: "join", tone: room.joinable !== null || room.meetNow ? "go" : "dark" };
    case "microphone":
    case "camera":
      return { icon: key, tone: isIn ? (room[key] ? "on" : "off") : "dark" };
    case "share":
      return { icon: "share", tone: room.sharing ? "on" : room.canShare ? "idle" : "dark" };
    case "quieter":
      return { icon: "quieter", tone: room.volumePercent > 0 ? "idle" : "dark" };
    case "louder":
      return { icon: "louder", tone: room.volumePercent < 100 ? "idle" : "dark" };
  }
}

/** What pressing a key means. */
export function eventOf(key: KeyName, room: RoomSummary): DeviceEvent {
  switch (key) {
    case "join":
      return room.meeting === "none" ? { type: "joinPressed" } : { type: "wish", intent: { type: "leave" } };
    case "microphone":
      return { type: "muteToggled" };
    case "camera":
      return { type: "cameraToggled" };
    case "share":
      return { type: "shareToggled" };
    case "quieter":
      return { type: "volume", step: -1 };
    case "louder":
      return { type: "volume", step: 1 };
  }
}
