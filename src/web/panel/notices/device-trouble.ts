import type { Fault } from "../../../domain/fault.ts";
import type { RoomState } from "../../../domain/room-state.ts";
import type { Catalogue, ThreeParts } from "../../shared/catalogue/shape.ts";

type Kind = keyof ReturnType<Catalogue["equipment"]["trouble"]>;

/** What a device's problem means to people: who can mend it, and how. */
const kinds: Readonly<Record<string, Kind>> = {
  "device.permission": "forIt",
  "device.tool": "forIt",
  "device.settings": "forIt",
  programming: "forIt",
  "device.busy": "busy",
  "device.gone": "silent",
  "device.timeout": "silent",
  "device.protocol": "odd",
  "media.frozen": "silent",
};

/** The sentence about one device by its name; null when the fault is about no device that is known. */
export function deviceTrouble({ code, subject }: Fault, state: RoomState, words: Catalogue): ThreeParts | null {
  const device = code === "device.failed" ? state.devices.find(({ id }) => id === subject) : undefined;
  if (device === undefined) return null;
  return words.equipment.trouble(device.title)[kinds[device.problem?.code ?? ""] ?? "odd"];
}
