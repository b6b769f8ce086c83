import type { CameraControl } from "./capability.ts";

/** What people can set of a camera's picture, in the order in which it is shown. */
const pictureParts = [
  "brightness",
  "contrast",
  "saturation",
  "sharpness",
  "whiteBalance",
  "exposure",
  "focus",
] as const;
export type PicturePart = (typeof pictureParts)[number];

/** Names of V4L2 controls (linux/drivers/media/v4l2-core/v4l2-ctrls-defs.c); after the comma those of kernels before 6.0. */
const valueNames: Readonly<Record<PicturePart, readonly string[]>> = {
  brightness: ["brightness"],
  contrast: ["contrast"],
  saturation: ["saturation"],
  sharpness: ["sharpness"],
  whiteBalance: ["white_balance_temperature"],
  exposure: ["exposure_time_absolute", "exposure_absolute"],
  focus: ["focus_absolute"],
};
const automaticNames: Readonly<Partial<Record<PicturePart, readonly string[]>>> = {
  whiteBalance: ["white_balance_automatic", "white_balance_temperature_auto"],
  exposure: ["auto_exposure", "exposure_auto"],
  focus: ["focus_automatic_continuous", "focus_auto"],
};

const pictureNames = new Set([...Object.values(valueNames), ...Object.values(automaticNames)].flat());

/** Those of a camera's controls that people set on the panel; flicker, gain and the like are for IT. */
export const pictureControls = (controls: readonly CameraControl[]): CameraControl[] =>
  controls.filter(({ name }) => pictureNames.has(name));

/** One part with what holds it, when it is automatic. */
export interface PictureSetting {
  readonly part: PicturePart;
  readonly control: CameraControl;
  readonly automatic: AutomaticPicture | null;
}

export interface AutomaticPicture {
  /** Of the control that switches it. */
  readonly name: string;
  readonly isOn: boolean;
  /** What it is set to; null where the camera cannot do the one or the other. */
  readonly on: number | null;
  readonly off: number | null;
}

/** What this camera offers of it. */
export function pictureSettings(controls: readonly CameraControl[]): PictureSetting[] {
  const named = (names: readonly string[] = []) => controls.find(({ name }) => names.includes(name));
  return pictureParts.flatMap((part) => {
    const control = named(valueNames[part]);
    // A range of one value is nothing to set.
    if (control === undefined || control.maximum <= control.minimum) return [];
    const automatic = named(automaticNames[part]);
    return [{ part, control, automatic: automatic === undefined ? null : automaticOf(automatic) }];
  });
}

/** V4L2_EXPOSURE_MANUAL; 0 is automatic, 2 keeps the time, 3 the aperture: cameras without one call that automatic. */
const manualExposure = 1;
const automaticExposures = [3, 0, 2];

function automaticOf({ name, kind, value, default: usual, options }: CameraControl): AutomaticPicture {
  if (kind !== "menu") return { name, isOn: value !== 0, on: 1, off: 0 };
  const has = (wanted: number) => options.some((option) => option.value === wanted);
  const on = [usual, ...automaticExposures].find((one) => one !== manualExposure && has(one));
  return { name, isOn: value !== manualExposure, on: on ?? null, off: has(manualExposure) ? manualExposure : null };
}
