import { describe, expect, it } from "vitest";
import { uvcCamera } from "../../../drivers/uvc-camera/driver.ts";
import { parseControls } from "../../../src/device-host/transports/v4l2-controls.ts";
import { parseInput } from "../../../src/device-host/transports/v4l2-input.ts";
import type { CameraControl } from "../../../src/domain/capability.ts";
import type { Descriptor } from "../../../src/domain/device.ts";
import { lastCapabilities, openWith, plainV4l2 } from "./driver-bench.ts";

const listing = `
User Controls

                     brightness 0x00980900 (int)    : min=0 max=255 step=1 default=128 value=100
        white_balance_automatic 0x0098090c (bool)   : default=1 value=1
           power_line_frequency 0x00980918 (menu)   : min=0 max=2 default=2 value=1 (50 Hz)
				0: Disabled
				1: 50 Hz
				2: 60 Hz
      white_balance_temperature 0x0098091a (int)    : min=2800 max=6500 step=10 default=4000 value=4000 flags=inactive

Camera Controls

                   pan_absolute 0x009a0908 (int)    : min=-36000 max=36000 step=3600 default=0 value=0
                  tilt_absolute 0x009a0909 (int)    : min=-36000 max=36000 step=3600 default=0 value=3600
                  zoom_absolute 0x009a090d (int)    : min=100 max=400 step=1 default=100 value=150
                    led1_button 0x0a046d05 (button) : value=0 flags=write-only
`;

const node: Descriptor = {
  key: "video4linux/video0",
  subsystem: "video4linux",
  name: "Camera",
  node: "/dev/video0",
  vendorId: "1111",
  productId: "2222",
  serial: "",
  port: "1-1",
  facts: { driver: "uvcvideo", role: "capture", index: "0" },
};
const modes = [{ format: "mjpeg" as const, width: 1280, height: 720, framesPerSecond: 30 }];

/** A camera that keeps what it is told. */
async function plug(controls: CameraControl[] = parseControls(listing)) {
  const written: Record<string, number>[] = [];
  const opened = await openWith(
    uvcCamera,
    node,
    {},
    {
      transports: {
        v4l2: () =>
          Promise.resolve({
            ...plainV4l2,
            formats: () => Promise.resolve({ modes, unusable: [] }),
            controls: () => Promise.resolve(structuredClone(controls)),
            setControls(values) {
              if (Object.keys(values).length > 0) written.push({ ...values });
              for (const control of controls) control.value = values[control.name] ?? control.value;
              return Promise.resolve();
            },
          }),
      },
    },
  );
  return { ...opened, written };
}

const still = { pan: 0, tilt: 0, zoom: 0 };

describe("controls of a camera", () => {
  it("have the driver's own ranges; buttons are none, and what moves it is not a slider", async () => {
    const { device } = await plug();
    const { controls } = device.capabilities.cameraControls!;
    expect(controls.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      "brightness integer",
      "white_balance_automatic boolean",
      "power_line_frequency menu",
      "white_balance_temperature integer",
    ]);
    expect(controls[2]?.options).toHaveLength(3);
    expect(device.capabilities.ptz).toEqual({ pan: true, tilt: true, zoom: true, presets: [] });
  });

  it("take what is allowed: out of range is the nearest, held by an automatic one is refused with what to do", async () => {
    const { device, written, seen } = await plug();
    await device.command?.({ type: "cameraControl", name: "brightness", value: 999 });
    expect(written).toEqual([{ brightness: 255 }]);
    expect(lastCapabilities(seen)?.cameraControls?.controls[0]?.value).toBe(255);
    const held = { type: "cameraControl", name: "white_balance_temperature", value: 3000 } as const;
    await expect(device.command?.(held)).rejects.toThrow(/automatic/);
    await expect(device.command?.({ type: "cameraControl", name: "pan_absolute", value: 0 })).rejects.toThrow(
      /no control/,
    );
  });

  it("a camera without any still has a picture", async () => {
    const { device } = await plug([]);
    expect(Object.keys(device.capabilities)).toEqual(["camera"]);
    await expect(device.command?.({ type: "ptzHome" })).rejects.toThrow(/does not move/);
  });
});

describe("moving a camera that knows positions only", () => {
  it("goes on in steps while somebody says so, and stops when nobody does", async () => {
    const { device, clock, written } = await plug();
    await device.command?.({ type: "ptzMove", motion: { ...still, pan: 1 } });
    await clock.advance(300);
    expect(written.length).toBeGreaterThan(2);
    await clock.advance(10_000);
    const last = written.length;
    await clock.advance(10_000);
    expect(written).toHaveLength(last);
    expect(Math.max(...written.map(({ pan_absolute = 0 }) => pan_absolute))).toBeLessThanOrEqual(36_000);
  });

  it("stops at once when told", async () => {
    const { device, clock, written } = await plug();
    await device.command?.({ type: "ptzMove", motion: { ...still, zoom: 1 } });
    await device.command?.({ type: "ptzMove", motion: still });
    const last = written.length;
    await clock.advance(1_000);
    expect(written).toHaveLength(last);
  });

  it("keeps presets, and goes back to them", async () => {
    const { device, written, seen } = await plug();
    await device.command?.({ type: "ptzPreset", action: "store", number: 1, name: "Table" });
    expect(lastCapabilities(seen)?.ptz?.presets).toEqual([{ number: 1, name: "Table" }]);
    await device.command?.({ type: "ptzHome" });
    await device.command?.({ type: "ptzPreset", action: "recall", number: 1 });
    expect(written).toEqual([
      { pan_absolute: 0, tilt_absolute: 0, zoom_absolute: 100 },
      { pan_absolute: 0, tilt_absolute: 3600, zoom_absolute: 150 },
    ]);
    await device.command?.({ type: "ptzPreset", action: "forget", number: 1 });
    expect(lastCapabilities(seen)?.ptz?.presets).toEqual([]);
  });
});

describe("what a receiver says of its input", () => {
  it.each([
    [1, "VIDIOC_QUERY_DV_TIMINGS: failed: Link has been severed", "none"],
    [1, "VIDIOC_QUERY_DV_TIMINGS: failed: No locks available", "unstable"],
    [1, "VIDIOC_QUERY_DV_TIMINGS: failed: Numerical result out of range", "unsupported"],
    [0, "\tActive width: 1920\n\tActive height: 1080\n", "present"],
    [1, "VIDIOC_QUERY_DV_TIMINGS: failed: Inappropriate ioctl for device", null],
  ] as const)("%s %s: %s", (code, text, signal) => {
    expect(parseInput(code, text)?.signal ?? null).toBe(signal);
  });
});
