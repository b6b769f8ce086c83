import { describe, expect, it } from "vitest";
import { hdmiCapture } from "../../../drivers/hdmi-capture/driver.ts";
import type { Descriptor } from "../../../src/domain/device.ts";
import { DeviceError } from "../../../src/domain/errors.ts";
import { lastCapabilities, openWith, wishes } from "./driver-bench.ts";

const dongle: Descriptor = {
  key: "video4linux/video2",
  subsystem: "video4linux",
  name: "USB Video",
  node: "/dev/video2",
  vendorId: "534d",
  productId: "2109",
  serial: "",
  port: "1-3",
  facts: { driver: "uvcvideo", index: "0", role: "capture" },
};
const sound: Descriptor = {
  ...dongle,
  key: "sound/card2.0",
  subsystem: "sound",
  node: "MS2109",
  facts: { pcm: "0", capture: "2", playback: "" },
};
const modes = [{ format: "mjpeg" as const, width: 1920, height: 1080, framesPerSecond: 30 }];

describe("which nodes are HDMI inputs", () => {
  it("a dongle is known by its ids, not by a name that every seller changes", () => {
    expect(hdmiCapture.match(dongle, {})).toMatchObject({ score: 80, title: "MacroSilicon MS2109 HDMI dongle" });
    expect(hdmiCapture.match({ ...dongle, vendorId: "1111", name: "HDMI Capture" }, {})).toBeNull();
  });

  it("a dongle that is in no table is known by its maker, or by what it takes pictures from", () => {
    expect(hdmiCapture.match({ ...dongle, vendorId: "345f", productId: "2999" }, {})).not.toBeNull();
    const from = (videoInputs: string) => ({
      ...{ ...dongle, vendorId: "1111", productId: "2222" },
      facts: { ...dongle.facts, videoInputs },
    });
    expect(hdmiCapture.match(from("0x0200"), {})?.why).toMatch(/0x0200, which is no camera/);
    expect(hdmiCapture.match(from("0x0401,0x0402"), {})).not.toBeNull();
    expect(hdmiCapture.match(from("0x0201"), {})).toBeNull();
    expect(hdmiCapture.match(from("0x0201,0x0200"), {})).toBeNull();
    // A camera that says otherwise can be told to be one.
    expect(hdmiCapture.match(from("0x0200"), { ignore: ["1111:2222"] })).toBeNull();
  });

  it("its metadata node is not", () => {
    expect(hdmiCapture.match({ ...dongle, facts: { ...dongle.facts, role: "metadata", index: "1" } }, {})).toBeNull();
  });

  it("a receiver with a driver of its own is, and a USB camera that is not UVC is not", () => {
    const receiver = {
      ...dongle,
      vendorId: "",
      productId: "",
      facts: { driver: "tc358743", index: "", role: "capture" },
    };
    expect(hdmiCapture.match(receiver, {})?.why).toMatch(/tc358743/);
    expect(hdmiCapture.match({ ...receiver, vendorId: "1111" }, {})).toBeNull();
  });

  it("what the settings name is", () => {
    const other = { ...dongle, vendorId: "1111", productId: "2222" };
    expect(hdmiCapture.match(other, { products: ["1111:2222"] })).not.toBeNull();
    expect(hdmiCapture.match(other, { nodes: ["/dev/video2"] })).not.toBeNull();
  });
});

describe("the side channel of an MS2109 dongle", () => {
  const side: Descriptor = { ...dongle, key: "hidraw/hidraw3", subsystem: "hidraw", node: "/dev/hidraw3", facts: {} };
  const answers = (answer: (report: Uint8Array) => Uint8Array) => ({
    hid: () =>
      Promise.resolve({
        write: () => Promise.resolve(),
        feature: (report: Uint8Array) => Promise.resolve(answer(report)),
      }),
  });
  const plugged = (report: Uint8Array) => Uint8Array.from(report, (byte, at) => (at === 4 ? 1 : byte));

  it("is used although the kernel shows it after the pictures", async () => {
    const transports = answers(plugged);
    const { device, seen, siblings } = await openWith(hdmiCapture, dongle, {}, { modes, transports });
    expect(device.capabilities.capture).toMatchObject({ detection: "heuristic", signal: null });
    siblings.push(side);
    await Promise.all([device.configure(wishes), device.configure(wishes)]);
    expect(lastCapabilities(seen)?.capture).toMatchObject({ detection: "hardware", signal: true });
  });

  it("is used although udev lets us at it later than the kernel shows it", async () => {
    let tries = 0;
    const { hid } = answers(plugged);
    const locked = () => Promise.reject(new DeviceError("device.permission", "not yet"));
    const transports = { hid: () => (++tries === 1 ? locked() : hid()) };
    const { device, seen } = await openWith(hdmiCapture, dongle, {}, { modes, siblings: [side], transports });
    expect(device.capabilities.capture).toMatchObject({ detection: "heuristic" });
    await device.configure(wishes);
    expect(lastCapabilities(seen)?.capture).toMatchObject({ detection: "hardware", signal: true });
  });

  it("that answered something else is not opened again with each wish", async () => {
    let tries = 0;
    const { hid } = answers(() => Uint8Array.of(0, 9, 9, 9, 1));
    const transports = {
      hid() {
        tries++;
        return hid();
      },
    };
    const { device } = await openWith(hdmiCapture, dongle, {}, { modes, siblings: [side], transports });
    for (let wish = 0; wish < 3; wish++) await device.configure(wishes);
    expect(tries).toBe(1);
  });

  it.each([
    ["something else", answers(() => Uint8Array.of(0, 9, 9, 9, 1))],
    [
      "an error",
      answers(() => {
        throw new DeviceError("device.protocol", "stalled");
      }),
    ],
  ])("that answers %s leaves the dongle to be judged by its pictures", async (_, transports) => {
    const { device } = await openWith(hdmiCapture, dongle, {}, { modes, siblings: [side], transports });
    expect(device.capabilities.capture).toMatchObject({ detection: "heuristic", signal: null });
  });
});

describe("the sound of an HDMI input", () => {
  it("is that of the same dongle, also when its card comes after its picture", async () => {
    const { device, seen, siblings, taken } = await openWith(hdmiCapture, dongle, {}, { modes });
    expect(device.capabilities.capture).toMatchObject({ audio: null, signal: null });
    siblings.push(sound);
    await device.configure(wishes);
    await device.configure(wishes);
    expect(lastCapabilities(seen)?.capture?.audio).toEqual({
      kind: "alsa",
      pcm: "plughw:CARD=MS2109,DEV=0",
      channels: 2,
      echoCancelled: false,
    });
    expect(taken).toEqual(["/dev/video2", "MS2109,0"]);
  });
});
