import { describe, expect, test } from "vitest";
import { sideReports } from "../../../kernel-lab/emulators/hdmi-dongle/descriptors.ts";
import { SideChannel } from "../../../kernel-lab/emulators/hdmi-dongle/side-channel.ts";
import { SourceTone } from "../../../kernel-lab/emulators/hdmi-dongle/source-tone.ts";

const set = { type: 0x21, request: 0x09, value: 0x0300, index: 4, length: 8 };
const get = { type: 0xa1, request: 0x01, value: 0x0300, index: 4, length: 8 };
const nothing = Buffer.alloc(0);

describe("the side channel of the emulated HDMI dongle", () => {
  const source = { connected: true, width: 1920, height: 1080 };
  const side = new SideChannel(() => source);
  const ask = (...bytes: number[]) => {
    side.answer(set, Buffer.from([...bytes, ...Array.from({ length: 8 - bytes.length }, () => 0)]));
    return [...(side.answer(get, nothing) ?? [])].slice(0, 4);
  };

  test("repeats the question and says whether a cable is in, and how large its picture is", () => {
    expect(ask(0xb5, 0xfa, 0x8c)).toEqual([0xb5, 0xfa, 0x8c, 1]);
    source.connected = false;
    expect(ask(0xb5, 0xfa, 0x8c)).toEqual([0xb5, 0xfa, 0x8c, 0]);
    expect([ask(0xb5, 0xc7, 0x38)[3], ask(0xb5, 0xc7, 0x39)[3]]).toEqual([0x07, 0x80]);
    expect(side.questions).toBe(2);
  });

  test("another command reads nothing, and the reports are as it describes them", () => {
    expect(ask(0xb6, 0xfa, 0x8c)).toEqual([0xb6, 0xfa, 0x8c, 0]);
    expect(side.answer({ type: 0x81, request: 6, value: 0x2200, index: 4, length: 99 }, nothing)).toBe(sideReports);
  });
});

describe("the sound of the emulated HDMI dongle", () => {
  test("begins with a right channel, and has the same tone in both from then on", () => {
    const tone = new SourceTone();
    const words = tone.next(1000, 194);
    const pairs = Array.from({ length: 48 }, (_, pair) => [
      words.readInt16LE(2 + pair * 4),
      words.readInt16LE(4 + pair * 4),
    ]);
    expect(words.readInt16LE(0)).toBe(0);
    expect(pairs.every(([left, right]) => left === right)).toBe(true);
    // A millisecond later a tone of 1000 Hz is where it was.
    expect(pairs[0]).toEqual([1044, 1044]);
    expect(tone.next(1000, 2).readInt16LE(0)).toBe(1044);
  });

  test("is silent without a source", () => {
    expect(new SourceTone().next(null, 192)).toEqual(Buffer.alloc(192));
  });
});
