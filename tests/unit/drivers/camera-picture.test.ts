import { describe, expect, it } from "vitest";
import { PictureKeeper } from "../../../drivers/uvc-camera/picture.ts";
import { parseControls } from "../../../src/device-host/transports/v4l2-controls.ts";
import type { CameraControl } from "../../../src/domain/capability.ts";
import { DeviceError } from "../../../src/domain/errors.ts";
import { silentLog } from "../../../src/platform/log.ts";

const listing = `
                     brightness 0x00980900 (int)    : min=0 max=255 step=5 default=128 value=128
        white_balance_automatic 0x0098090c (bool)   : default=1 value=1
           power_line_frequency 0x00980918 (menu)   : min=0 max=2 default=2 value=1 (50 Hz)
				0: Disabled
				1: 50 Hz
				2: 60 Hz
      white_balance_temperature 0x0098091a (int)    : min=2800 max=6500 step=10 default=4000 value=4600 flags=inactive
                  auto_exposure 0x009a0901 (menu)   : min=0 max=3 default=3 value=3 (Aperture Priority Mode)
				1: Manual Mode
				3: Aperture Priority Mode
         exposure_time_absolute 0x009a0902 (int)    : min=3 max=2047 step=1 default=250 value=250 flags=inactive
                  zoom_absolute 0x009a090d (int)    : min=100 max=400 step=1 default=100 value=150
`;
const holds: Record<string, [by: string, manual: number]> = {
  white_balance_temperature: ["white_balance_automatic", 0],
  exposure_time_absolute: ["auto_exposure", 1],
};

/** A camera without memory of its own: plugged anew it is as its maker made it. */
function plug(kept: { value: unknown }, refuses = "") {
  const values = new Map(parseControls(listing).map(({ name, value }) => [name, value]));
  const written: Record<string, number>[] = [];
  const controls = (): CameraControl[] =>
    parseControls(listing).map((control) => {
      const [by, manual] = holds[control.name] ?? ["", 0];
      const inactive = by !== "" && values.get(by) !== manual;
      return { ...control, value: values.get(control.name) ?? 0, inactive };
    });
  const port = {
    controls: () => Promise.resolve(controls()),
    setControls(wanted: Readonly<Record<string, number>>) {
      if (refuses in wanted) return Promise.reject(new DeviceError("device.protocol", "it stalls", { subject: "" }));
      written.push(wanted);
      for (const [name, value] of Object.entries(wanted)) values.set(name, value);
      return Promise.resolve();
    },
  };
  const memory = {
    load: () => Promise.resolve(kept.value),
    save: (value: unknown) => {
      kept.value = value;
      return Promise.resolve();
    },
  };
  return { parts: { port, memory, log: silentLog }, written, values };
}

describe("what people set of a camera's picture", () => {
  it("is set again when the camera is plugged anew: switches before what they hold", async () => {
    const kept = { value: null };
    const before = plug(kept);
    const keeper = await PictureKeeper.load(before.parts);
    await keeper.set("brightness", 201);
    await keeper.set("white_balance_automatic", 0);
    await keeper.set("white_balance_temperature", 3200);
    const after = plug(kept);
    await (await PictureKeeper.load(after.parts)).restore();
    expect(after.written).toEqual([
      { white_balance_automatic: 0 },
      { brightness: 200, white_balance_temperature: 3200 },
    ]);
  });

  it("that an automatic control has taken over is the camera's again; what it lets go stays as it stood", async () => {
    const kept: { value: unknown } = { value: null };
    const { parts } = plug(kept);
    const keeper = await PictureKeeper.load(parts);
    await keeper.set("auto_exposure", 1);
    expect(kept.value).toEqual({ auto_exposure: 1, exposure_time_absolute: 250 });
    await keeper.set("exposure_time_absolute", 100);
    await keeper.set("auto_exposure", 3);
    expect(kept.value).toEqual({ auto_exposure: 3 });
  });

  it("goes back to the maker's values, but what is not for people stays, and so does where it looks", async () => {
    const kept: { value: unknown } = { value: null };
    const { parts, values } = plug(kept);
    const keeper = await PictureKeeper.load(parts);
    await keeper.set("brightness", 0);
    await keeper.set("white_balance_automatic", 0);
    await keeper.set("white_balance_temperature", 3200);
    await keeper.defaults();
    expect(kept.value).toEqual({});
    expect(values.get("brightness")).toBe(128);
    expect(values.get("white_balance_automatic")).toBe(1);
    expect([values.get("power_line_frequency"), values.get("zoom_absolute")]).toEqual([1, 150]);
  });

  it("is refused where it is held, not there, or not among the choices", async () => {
    const { parts, written } = plug({ value: null });
    const keeper = await PictureKeeper.load(parts);
    await expect(keeper.set("white_balance_temperature", 3000)).rejects.toThrow(/automatic/);
    await expect(keeper.set("zoom_absolute", 200)).rejects.toThrow(/no control zoom_absolute/);
    await expect(keeper.set("auto_exposure", 2)).rejects.toThrow(/no choice 2/);
    expect(written).toEqual([]);
  });

  it("is no reason to be without a picture when the camera does not take it, or when the file is damaged", async () => {
    const refusing = plug({ value: { brightness: 10 } }, "brightness");
    await (await PictureKeeper.load(refusing.parts)).restore();
    expect(refusing.written).toEqual([]);
    const damaged = plug({ value: ["x", { brightness: "bright" }] });
    await (await PictureKeeper.load(damaged.parts)).restore();
    expect(damaged.written).toEqual([]);
  });
});
