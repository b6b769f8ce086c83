import { describe, expect, it } from "vitest";
import { hdmiCapture } from "../../../drivers/hdmi-capture/driver.ts";
import { factsOfPicture, firstPictureSignal, takePicture } from "../../../drivers/hdmi-capture/picture-signal.ts";
import { ms2109Question } from "../../../drivers/hdmi-capture/signal.ts";
import type { Descriptor } from "../../../src/domain/device.ts";
import type { InputSignal } from "../../../src/driver-contract/index.ts";
import { lastCapabilities, openWith, plainV4l2 } from "./driver-bench.ts";

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
    expect(shown(...live, ...times(5, flat(0))).signal).toBe(false);
  });
});

describe("a receiver", () => {
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
  const modes = [{ format: "yuy2" as const, width: 1920, height: 1080, framesPerSecond: 30 }];

  it("is asked every second, and a cable is told when it comes and goes", async () => {
    let signal: InputSignal = "none";
    const { device, clock, seen } = await openWith(
      hdmiCapture,
      receiver,
      {},
      {
        transports: {
          v4l2: () =>
            Promise.resolve({
              ...plainV4l2,
              formats: () => Promise.resolve({ modes, unusable: [] }),
              signal: () => Promise.resolve(signal),
            }),
        },
      },
    );
    expect(device.capabilities.capture).toMatchObject({ signal: false, detection: "hardware" });
    signal = "unstable";
    await clock.advance(1_000);
    signal = "present";
    await clock.advance(1_000);
    expect(lastCapabilities(seen)?.capture?.signal).toBe(true);
    signal = "none";
    await clock.advance(1_000);
    expect(seen.map((one) => one.type === "capabilities" && one.capabilities.capture?.signal)).toEqual([true, false]);
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
