import { describe, expect, test } from "vitest";
import { Speakerphone } from "../../../kernel-lab/emulators/speakerphone/speakerphone.ts";
import { toneFrame } from "../../../kernel-lab/emulators/speakerphone/tone.ts";
import { isTone } from "../../../kernel-lab/lab/tones.ts";
import { hostAsks } from "../transfers.ts";

const identity = { ids: "0b0e:0420", version: 0x0300, manufacturer: "Acme", product: "Phone", serial: "1" };
const lamps = (bits: number) => Buffer.from([2, bits]);
const setReport = { type: 0x21, request: 9, value: 0x0202, index: 3, length: 2 };

describe("the emulated speakerphone", () => {
  test("lights its lamps as the host says, and is dark after it was unplugged", () => {
    const phone = new Speakerphone(identity, 450);
    phone.control(setReport, lamps(0b011));
    expect(phone.lamps).toEqual({ offHook: true, mute: true, ring: false });
    phone.unplugged();
    expect(phone.lamps).toEqual({ offHook: false, mute: false, ring: false });
  });

  test("tells a press and its end, one after the other", () => {
    const phone = new Speakerphone(identity, 450);
    phone.press("mute");
    const asked = [hostAsks(), hostAsks()];
    for (const { transfer } of asked) phone.endpoints.get(0x83)?.(transfer);
    expect(asked.map(({ answers }) => [...(answers[0] ?? [])])).toEqual([
      [2, 0b10],
      [2, 0],
    ]);
  });

  test("finds the tone that its speaker plays, and none in silence", () => {
    const { loudspeaker } = new Speakerphone(identity, 450);
    expect(loudspeaker.tone()).toBe(0);
    for (let millisecond = 0; millisecond < 200; millisecond++) {
      const mono = toneFrame(660, millisecond, 96);
      const both = Buffer.alloc(192);
      for (let at = 0; at < 48; at++) {
        both.writeInt16LE(mono.readInt16LE(at * 2), at * 4);
        both.writeInt16LE(mono.readInt16LE(at * 2), at * 4 + 2);
      }
      loudspeaker.play(both);
    }
    expect(isTone(loudspeaker.tone(), 660)).toBe(true);
    loudspeaker.forget();
    expect(loudspeaker.tone()).toBe(0);
  });
});
