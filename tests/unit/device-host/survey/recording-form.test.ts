import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRecording } from "../../../../src/device-host/survey/recording-form.ts";
import { ConfigError } from "../../../../src/domain/errors.ts";

const camera = {
  ...{ key: "video4linux/video0", subsystem: "video4linux", name: "Camera", node: "/dev/video0" },
  ...{ vendorId: "1111", productId: "2222", serial: "", port: "1-2" },
  facts: { driver: "uvcvideo", role: "capture", index: "0" },
};
const mode = { format: "mjpeg", width: 1280, height: 720, framesPerSecond: 30 };
const recording = {
  ...{ roomkeeperDevices: 1, version: "1.0.0", kernel: "6.12" },
  descriptors: [camera],
  video: { "/dev/video0": { formats: { modes: [mode], unusable: [] }, controls: [], input: null } },
};
const whole = JSON.stringify(recording, null, 1);
const why = (text: string) => {
  try {
    readRecording(text, "/tmp/room.json");
    return "it was read";
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
};
const changed = (change: object) => why(JSON.stringify({ ...recording, ...change }));

describe("a recording of devices", () => {
  it("is read, with a byte order mark and with names that are not known here", () => {
    expect(readRecording(`\uFEFF${whole}`, "x").descriptors).toEqual([camera]);
    expect(changed({ madeBy: "somebody", descriptors: [{ ...camera, speed: "480" }] })).toBe("it was read");
  });

  it.each([
    ["an empty file", "", /^\/tmp\/room\.json: the file is empty: make it with roomkeeper devices --record/],
    ["a file of bytes", "\u0000\u0001\u0002", /this is no JSON/],
    ["a list of USB devices as lsusb prints it", "Bus 001 Device 002: ID 046d:0825", /this is no JSON/],
    ["another JSON", '{"a":1}', /this is no recording of devices/],
    ["null", "null", /this is no recording|this is no JSON/],
    ["a file that was cut off", whole.slice(0, whole.length - 30), /cut off at its end/],
    [
      "a file with a comma lost",
      whole.replace('"version": "1.0.0",', '"version": "1.0.0"'),
      /broken at line 4 column 2/,
    ],
  ])("%s is refused, and says how one is made", (_, text, right) => {
    expect(why(text)).toMatch(right);
  });

  it("of a newer Roomkeeper says that this one must be updated", () => {
    expect(changed({ roomkeeperDevices: 2 })).toMatch(/newer Roomkeeper \(form 2, this one reads 1\)/);
  });

  it.each([
    [
      "a subsystem that does not exist",
      { descriptors: [{ ...camera, subsystem: "firewire" }] },
      /descriptors\.0\.subsystem "firewire" must be one of/,
    ],
    [
      "an id that is a number",
      { descriptors: [{ ...camera, vendorId: 1133 }] },
      /descriptors\.0\.vendorId 1133 must be string/,
    ],
    ["an id with 0x", { descriptors: [{ ...camera, vendorId: "0x046d" }] }, /descriptors\.0\.vendorId "0x046d"/],
    [
      "the same key twice",
      { descriptors: [camera, { ...camera, port: "1-3" }] },
      /descriptors\.1\.key "video4linux\/video0" is that of descriptors\.0/,
    ],
    [
      "formats that are none",
      { video: { "/dev/video0": { formats: 5 } } },
      /video\.\/dev\/video0\.formats 5 must be object/,
    ],
    [
      "a width that is none",
      { video: { "/dev/video0": { formats: { modes: [{ ...mode, width: -1 }], unusable: [] } } } },
      /video\.\/dev\/video0\.formats\.modes\.0\.width -1/,
    ],
    ["controls that are none", { video: { "/dev/video0": { controls: "x" } } }, /controls "x" must be array/],
    ["USB descriptors that are not hexadecimal", { usb: { "1-2": "zz" } }, /usb\.1-2 "zz"/],
  ])("edited by hand to %s, is refused with the place", (_, change, right) => {
    expect(changed(change)).toMatch(right);
  });

  it("changed anywhere is read or refused by an error of ours", () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.string({ maxLength: 3 }), fc.nat(4), (at, put, taken) => {
        why(whole.slice(0, at) + put + whole.slice(at + taken));
      }),
      { numRuns: 400 },
    );
  });
});
