import { describe, expect, test } from "vitest";
import type { CameraControl } from "../../../src/domain/capability.ts";
import { pictureControls, pictureSettings } from "../../../src/domain/picture-controls.ts";

const control = (name: string, change: Partial<CameraControl> = {}): CameraControl => ({
  ...{
    name,
    kind: "integer",
    minimum: 0,
    maximum: 255,
    step: 1,
    default: 128,
    value: 128,
    inactive: false,
    options: [],
  },
  ...change,
});
const exposures = (...values: number[]) => values.map((value) => ({ value, title: `${value}` }));

describe("what people can set of a picture", () => {
  test("is what the camera offers, in one order, under new and old names; the rest is for IT", () => {
    const controls = ["gain", "focus_absolute", "exposure_absolute", "brightness", "power_line_frequency"].map((name) =>
      control(name),
    );
    expect(pictureSettings(controls).map(({ part }) => part)).toEqual(["brightness", "exposure", "focus"]);
    expect(pictureControls(controls).map(({ name }) => name)).toEqual([
      "focus_absolute",
      "exposure_absolute",
      "brightness",
    ]);
  });

  test("is nothing where a control has one value only", () => {
    expect(pictureSettings([control("contrast", { minimum: 5, maximum: 5 })])).toEqual([]);
  });

  test("a switch is on and off", () => {
    const focus = control("focus_automatic_continuous", { kind: "boolean", maximum: 1, value: 1 });
    const [setting] = pictureSettings([control("focus_absolute", { inactive: true }), focus]);
    expect(setting?.automatic).toEqual({ name: "focus_automatic_continuous", isOn: true, on: 1, off: 0 });
  });

  test("exposure is automatic in the camera's own way, and by hand where it can", () => {
    const automatic = (...offered: number[]) => {
      const menu = {
        kind: "menu",
        maximum: 3,
        default: offered[0] ?? 0,
        value: 1,
        options: exposures(...offered),
      } as const;
      return pictureSettings([control("exposure_time_absolute"), control("auto_exposure", menu)])[0]?.automatic;
    };
    expect(automatic(3, 1)).toMatchObject({ isOn: false, on: 3, off: 1 });
    expect(automatic(1, 0)).toMatchObject({ on: 0, off: 1 });
    expect(automatic(0)).toMatchObject({ on: 0, off: null });
    expect(automatic(1)).toMatchObject({ on: null, off: 1 });
  });
});
