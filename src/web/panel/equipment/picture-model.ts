import type { CameraControl } from "../../../domain/capability.ts";
import { type PictureSetting, pictureSettings } from "../../../domain/picture-controls.ts";
import type { DeviceState, RoomState } from "../../../domain/room-state.ts";
import type { Catalogue } from "../../shared/catalogue/shape.ts";

/** The camera whose picture can be set: the one that is used. The daemon decides alike. */
export function picturedCamera({ devices }: Pick<RoomState, "devices">): DeviceState | null {
  const used = devices.find(
    ({ roles, phase }) => roles.includes("camera") && (phase === "ready" || phase === "active"),
  );
  return used !== undefined && pictureSettings(used.picture ?? []).length > 0 ? used : null;
}

/** Who has a setting now: people, an automatic one, or the camera for reasons of its own. */
type Holder = "people" | "automatic" | "camera";

export function holderOf({ control, automatic }: PictureSetting): Holder {
  if (!control.inactive) return "people";
  return automatic?.isOn === true ? "automatic" : "camera";
}

/** Exposure times are in 100 µs (V4L2_CID_EXPOSURE_ABSOLUTE). */
const exposuresPerSecond = 10_000;

/** A value as people know it: kelvin, a part of a second, else how far along its range. */
export function valueText({ part, control }: PictureSetting, value: number, words: Catalogue): string {
  const { equipment, call } = words;
  if (part === "whiteBalance") return `${value} K`;
  if (part === "exposure" && value > 0) return equipment.exposure(partOfSecond(value / exposuresPerSecond));
  return call.volumePercent(percentOf(control, value));
}

const percentOf = ({ minimum, maximum }: CameraControl, value: number) =>
  Math.round(((value - minimum) / (maximum - minimum)) * 100);

function partOfSecond(seconds: number): string {
  return seconds >= 0.4 ? String(Math.round(seconds * 10) / 10) : `1/${Math.round(1 / seconds)}`;
}
