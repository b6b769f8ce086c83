import { describe, expect, it } from "vitest";
import { bench } from "../../../drivers/bench/driver.ts";
import { i420Bytes, planesOf } from "../../../drivers/bench/i420.ts";
import { slide } from "../../../drivers/bench/slide.ts";
import { talkingHead } from "../../../drivers/bench/talking-head.ts";
import type { ClipSpec } from "../../../src/driver-contract/index.ts";
import { lastCapabilities, openWith, wishes } from "./driver-bench.ts";

const part = (name: string) => bench.announce!({}).find((one) => one.node === name)!;
const fullHd = { cameraSize: { width: 1920, height: 1080, framesPerSecond: 30 } };

describe("the bench's devices", () => {
  it("say what they are in their names, all or those that the settings name", () => {
    const names = (settings = {}) => bench.announce!(settings).map((one) => one.name);
    expect(names()).toEqual(["Bench camera", "Bench microphone", "Bench speaker", "Bench HDMI input"]);
    expect(names({ devices: ["speaker"] })).toEqual(["Bench speaker"]);
    expect(bench.manifest.standIn).toBe(true);
  });

  it("the tone is the one of the settings", async () => {
    const { device } = await openWith(bench, part("microphone"), { hertz: 1000, level: 0.1 });
    expect(device.capabilities.microphone?.audio).toEqual({ kind: "tone", hertz: 1000, level: 0.1 });
  });

  it("the camera opens at the wanted size and follows a new wish", async () => {
    const { device, seen } = await openWith(bench, part("camera"), {});
    expect(device.capabilities.camera?.video).toMatchObject({
      kind: "clip",
      stamp: true,
      mode: { width: 1280, height: 720 },
    });
    await device.configure(fullHd);
    expect(lastCapabilities(seen)?.camera?.video).toMatchObject({ mode: { width: 1920, height: 1080 } });
  });

  it("a size of the settings is the camera's only one", async () => {
    const { device } = await openWith(bench, part("camera"), { cameraSize: { width: 640, height: 360 } });
    expect(device.capabilities.camera?.modes).toEqual([
      { format: "mjpeg", width: 640, height: 360, framesPerSecond: 30 },
    ]);
  });

  it("pictures of different sizes are different files", async () => {
    const names: string[] = [];
    const clip = (spec: ClipSpec) => Promise.resolve(void names.push(spec.name)).then(() => "");
    const { device } = await openWith(bench, part("camera"), {}, { transports: { clip } });
    await device.configure(fullHd);
    await device.configure(wishes);
    expect(new Set(names).size).toBe(2);
  });
});

describe.each([
  ["talking head", talkingHead],
  ["slide", slide],
])("%s", (_, painter) => {
  const [width, height, frames] = [320, 180, 30];
  const paint = painter(width, height, frames);
  const picture = (index: number) => {
    const bytes = new Uint8Array(i420Bytes(width, height));
    paint(index, bytes);
    return bytes;
  };
  const difference = (a: Uint8Array, b: Uint8Array) =>
    a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] as number)), 0) / a.length;

  it("leaves the top tenth plain for the stamps, in every picture", () => {
    for (const index of [0, 7, 29]) {
      const { y, u, v } = planesOf(picture(index), width, height);
      expect(new Set(y.subarray(0, (width * height) / 10)).size).toBe(1);
      expect(new Set([...u.subarray(0, (width * height) / 40), ...v.subarray(0, (width * height) / 40)])).toEqual(
        new Set([128]),
      );
    }
  });

  it("moves from each picture to the next, and the last leads into the first like any other", () => {
    const steps = Array.from({ length: frames }, (_, index) =>
      difference(picture(index), picture((index + 1) % frames)),
    );
    expect(Math.min(...steps)).toBeGreaterThan(0);
    const seam = steps.at(-1)!;
    expect(seam).toBeLessThanOrEqual(Math.max(...steps.slice(0, -1)) * 1.1);
  });

  it("is the same picture on every machine", () => {
    expect(picture(3)).toEqual((() => picture(3))());
    const again = new Uint8Array(i420Bytes(width, height));
    painter(width, height, frames)(3, again);
    expect(Buffer.compare(again, picture(3))).toBe(0);
  });
});
