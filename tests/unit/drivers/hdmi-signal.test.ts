import { describe, expect, it } from "vitest";
import { hdmiCapture } from "../../../drivers/hdmi-capture/driver.ts";
import { ms2109Question } from "../../../drivers/hdmi-capture/signal.ts";
import type { VideoMode } from "../../../src/domain/capability.ts";
import type { Descriptor } from "../../../src/domain/device.ts";
import { DeviceError } from "../../../src/domain/errors.ts";
import { factsOfPicture, firstPictureSignal, takePicture } from "../../../src/domain/picture-signal.ts";
import type { V4l2Port, VideoInput } from "../../../src/driver-contract/index.ts";
import { lastCapabilities, openWith, plainV4l2, wishes } from "./driver-bench.ts";

const flat = (level: number) => new Uint8Array(576).fill(level);
const noisy = (seed: number) => Uint8Array.from({ length: 576 }, (_, at) => (at * 31 + seed * 17) % 200);
const shown = (...pictures: Uint8Array[]) =>
  pictures.reduce((state, picture) => takePicture(state, factsOfPicture(picture)), firstPictureSignal);
const times = (count: number, picture: Uint8Array) => Array.from({ length: count }, () => picture);

describe("pictures of a dongle", () => {
  it("a source is there when pictures live", () => {
    expect(shown(noisy(1), noisy(2), noisy(3)).signal).toBe(true);
  });

  it("black from the start is no signal, and says that a source may be dark or protected", () => {
    expect(shown(...times(6, flat(0)))).toMatchObject({ signal: false, blank: true });
    expect(shown(...times(6, flat(120)))).toMatchObject({ signal: false, blank: false });
  });

  it("the dongle's own splash is no source", () => {
    expect(shown(...times(20, noisy(1))).signal).toBe(false);
  });

  it("a slide that stands still stays shared, and a film that fades to black for a moment too", () => {
    const live = [noisy(1), noisy(2), noisy(3)];
    expect(shown(...live, ...times(50, noisy(3))).signal).toBe(true);
    expect(shown(...live, ...times(4, flat(0)), noisy(4)).signal).toBe(true);
    expect(shown(...live, ...times(5, flat(120))).signal).toBe(false);
  });

  it("a screen that presenters darken is not an unplugged cable, but it does not stay shared for ever", () => {
    const live = [noisy(1), noisy(2), noisy(3)];
    expect(shown(...live, ...times(30, flat(0)))).toMatchObject({ signal: true, blank: true });
    expect(shown(...live, ...times(40, flat(0))).signal).toBe(false);
  });
});

const receiver: Descriptor = {
  key: "video4linux/video0",
  subsystem: "video4linux",
  name: "tc358743",
  node: "/dev/video0",
  vendorId: "",
  productId: "",
  serial: "",
  port: "csi",
  facts: { driver: "tc358743", role: "capture" },
};

describe("a receiver", () => {
  const modes = [{ format: "yuy2" as const, width: 1920, height: 1080, framesPerSecond: 30 }];
  const small = [{ format: "yuy2" as const, width: 1280, height: 720, framesPerSecond: 30 }];
  const present = (width: number, height: number, rate = 60): VideoInput => ({
    ...{ signal: "present", width, height, framesPerSecond: rate },
  });
  const without = (signal: VideoInput["signal"]): VideoInput => ({ signal, width: 0, height: 0, framesPerSecond: 0 });

  /** A receiver whose cable, timings and EDID the test has in its hands. */
  async function openReceiver(first: VideoInput, edid = Uint8Array.of(0, 255)) {
    const now = { input: first, modes, busy: false };
    const done: string[] = [];
    let change = () => {};
    const v4l2: V4l2Port = {
      ...plainV4l2,
      formats: () => Promise.resolve({ modes: now.modes, unusable: [] }),
      input: () => Promise.resolve(now.input),
      useTimings() {
        if (now.busy) return Promise.reject(new DeviceError("device.busy", "somebody streams"));
        done.push(`${now.input.width}x${now.input.height}`);
        return Promise.resolve();
      },
      edid: () => Promise.resolve(edid),
      setEdid: () => Promise.resolve(void done.push("edid")),
      onInputChange(changed) {
        change = changed;
      },
    };
    const opened = await openWith(hdmiCapture, receiver, {}, { transports: { v4l2: () => Promise.resolve(v4l2) } });
    const told = () => opened.seen.map((one) => (one.type === "capabilities" ? one.capabilities.capture : undefined));
    return { ...opened, now, done, told, change: () => change() };
  }

  it("is asked every second, and a cable is told when it comes and goes", async () => {
    const { device, clock, now, done, told } = await openReceiver(without("none"));
    expect(device.capabilities.capture).toMatchObject({ signal: false, detection: "hardware" });
    now.input = without("unstable");
    await clock.advance(1_000);
    now.input = present(1920, 1080);
    await clock.advance(1_000);
    now.input = without("none");
    await clock.advance(1_000);
    expect(told().map((one) => [one?.signal, one?.blank])).toEqual([
      [false, true],
      [true, undefined],
      [false, undefined],
    ]);
    expect(done).toEqual(["1920x1080"]);
  });

  it("a source without lock or out of range is not told as a missing cable", async () => {
    const { device, clock, now, told } = await openReceiver(without("unsupported"));
    expect(device.capabilities.capture).toMatchObject({ signal: false, blank: true });
    now.input = without("none");
    await clock.advance(1_000);
    now.input = without("unstable");
    await clock.advance(1_000);
    expect(told().map((one) => [one?.signal, one?.blank])).toEqual([
      [false, undefined],
      [false, true],
    ]);
  });

  it("an interlaced source is refused and says so; its timings are not taken", async () => {
    const { device, clock, now, done, told } = await openReceiver({ ...present(1920, 1080, 29.97), interlaced: true });
    expect(device.capabilities.capture).toMatchObject({ signal: false, blank: true, refused: "interlaced" });
    expect(done).toEqual([]);
    now.input = present(1920, 1080);
    await clock.advance(1_000);
    expect(told().at(-1)).toMatchObject({ signal: true });
    expect(told().at(-1)).not.toHaveProperty("refused");
  });

  it("a plug that sparks is not complained about; one that stays unsteady is", async () => {
    const { clock, now, told } = await openReceiver(without("none"));
    now.input = without("unstable");
    await clock.advance(2_000);
    expect(told().at(-1)).toMatchObject({ blank: true });
    expect(told().at(-1)).not.toHaveProperty("refused");
    await clock.advance(1_000);
    expect(told().at(-1)).toMatchObject({ signal: false, blank: true, refused: "unsteady" });
  });

  it("a source of 2160p is taken as it is: the meeting worker scales it", async () => {
    const { device } = await openReceiver(present(3840, 2160, 30));
    expect(device.capabilities.capture).toMatchObject({
      signal: true,
      video: { mode: { width: 3840, height: 2160, framesPerSecond: 30 } },
    });
  });

  it("its picture is asked for in the size and at the rate of its source: others are not negotiated", async () => {
    const { device } = await openReceiver(present(640, 480, 59.94));
    expect(device.capabilities.capture?.video.mode).toEqual({
      ...{ format: "yuy2", width: 640, height: 480, framesPerSecond: 59.94 },
    });
  });

  it("another resolution is taken at once, and what is shared is the new picture", async () => {
    const { now, change, done, told, clock } = await openReceiver(present(1920, 1080));
    now.input = present(1280, 720, 59.94);
    now.modes = small;
    change();
    await clock.advance(0);
    expect(done).toEqual(["1920x1080", "1280x720"]);
    expect(told().at(-1)).toMatchObject({ signal: true, video: { mode: { width: 1280, height: 720 } } });
    now.input = present(1280, 720, 60.01);
    await clock.advance(5_000);
    expect(done).toHaveLength(2);
  });

  it("while somebody still streams with the old timings there is no signal, and later the new ones are taken", async () => {
    const { now, clock, told, failures } = await openReceiver(present(1920, 1080));
    now.input = present(1280, 720);
    now.modes = small;
    now.busy = true;
    await clock.advance(2_000);
    expect(told().at(-1)?.signal).toBe(false);
    now.busy = false;
    await clock.advance(1_000);
    expect(told().at(-1)).toMatchObject({ signal: true, video: { mode: { width: 1280 } } });
    expect(failures).toEqual([]);
  });

  it("that tells sources nothing is taught what it takes; one that was taught is left alone", async () => {
    expect((await openReceiver(without("none"), new Uint8Array())).done).toEqual(["edid"]);
    expect((await openReceiver(without("none"), new Uint8Array(128))).done).toEqual(["edid"]);
    expect((await openReceiver(without("none"))).done).toEqual([]);
  });
});

describe("a dongle that tells nothing", () => {
  const dongle: Descriptor = {
    ...receiver,
    ...{ vendorId: "0fd9", productId: "0066", facts: { driver: "uvcvideo", index: "0", role: "capture" } },
  };
  const modes = [
    { format: "yuy2" as const, width: 1920, height: 1080, framesPerSecond: 30 },
    { format: "yuy2" as const, width: 640, height: 480, framesPerSecond: 30 },
  ];
  const inMeeting = { ...wishes, meeting: true };

  async function openDongle() {
    const watches: { mode: VideoMode; seen: (luma: Uint8Array) => void; ended: (why: string) => void }[] = [];
    let watching = 0;
    const v4l2: V4l2Port = {
      ...plainV4l2,
      formats: () => Promise.resolve({ modes, unusable: [] }),
      watch(mode, seen, ended) {
        watches.push({ mode, seen, ended });
        watching++;
        return () => void watching--;
      },
    };
    const opened = await openWith(hdmiCapture, dongle, {}, { transports: { v4l2: () => Promise.resolve(v4l2) } });
    const signal = () => lastCapabilities(opened.seen)?.capture?.signal;
    return { ...opened, watches, watching: () => watching, signal };
  }

  it("is not looked at outside of meetings, nor while somebody shares it", async () => {
    const { device, watching } = await openDongle();
    expect(watching()).toBe(0);
    await device.configure(inMeeting);
    await device.configure(inMeeting);
    expect(watching()).toBe(1);
    await device.configure({ ...inMeeting, inUse: true });
    expect(watching()).toBe(0);
    await device.configure(inMeeting);
    await device.close();
    expect(watching()).toBe(0);
  });

  it("in a meeting a laptop that is plugged in is seen by its pictures, at little cost", async () => {
    const { device, watches, signal, clock } = await openDongle();
    await device.configure(inMeeting);
    expect(signal()).toBe(false);
    expect(watches[0]?.mode).toMatchObject({ width: 640 });
    for (const seed of [1, 2, 3]) watches[0]?.seen(noisy(seed));
    await clock.advance(0);
    expect(signal()).toBe(true);
    await device.configure({ ...inMeeting, inUse: true });
    await device.configure(inMeeting);
    // Stopped by hand: nothing looks like another plugging.
    expect(signal()).toBe(true);
  });

  it("one that gives no pictures at all can still be shared by hand", async () => {
    const { device, clock, watches, signal, watching } = await openDongle();
    await device.configure(inMeeting);
    await clock.advance(6_000);
    expect(signal()).toBeNull();
    expect(watching()).toBe(0);
    await clock.advance(5_000);
    expect(watching()).toBe(1);
    watches[1]?.ended("exit 1: busy");
    expect(watching()).toBe(0);
    await clock.advance(5_000);
    expect(watching()).toBe(1);
  });
});

describe("the side channel of an MS2109", () => {
  const ask = (answer: number[]) =>
    ms2109Question({ write: () => Promise.resolve(), feature: () => Promise.resolve(Uint8Array.from(answer)) })();

  it("tells whether a source is plugged in; an answer to something else tells nothing", async () => {
    expect(await ask([0, 0xb5, 0xfa, 0x8c, 1, 0, 0, 0, 0])).toBe(true);
    expect(await ask([0, 0xb5, 0xfa, 0x8c, 0, 0, 0, 0, 0])).toBe(false);
    expect(await ask([0, 0xb5, 0xc7, 0x38, 1, 0, 0, 0, 0])).toBeNull();
    expect(await ask([])).toBeNull();
  });
});
