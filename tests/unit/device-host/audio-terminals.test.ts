import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { audioTerminals } from "../../../src/device-host/enumerate/audio-terminals.ts";

interface UsbCase {
  id: string;
  configHex?: string;
  deviceHex?: string;
  facts: { audioTerminals?: { type: string }[] };
}
const cases = JSON.parse(readFileSync(new URL("../drivers/cases/usb.json", import.meta.url), "utf8")) as UsbCase[];
const binary = cases.filter((one) => one.configHex !== undefined);

describe("audio terminals are read out of a device's own descriptors", () => {
  it.each(binary)("$id", ({ configHex, deviceHex, facts }) => {
    const types = audioTerminals(Buffer.from(`${deviceHex ?? ""}${configHex}`, "hex"));
    expect(new Set(types)).toEqual(new Set((facts.audioTerminals ?? []).map((terminal) => terminal.type)));
  });

  it("a speakerphone that declares echo cancelling is seen, behind a video interface with equal numbers", () => {
    const video = "0904000001" + "0e010000" + "0824" + "02" + "010502" + "0000";
    const audio = "0904010000" + "01010000" + "0c24" + "02" + "01" + "0504" + "000100000000";
    expect(audioTerminals(Buffer.from(video + audio, "hex"))).toEqual(["0x0405"]);
  });
});

it("a device that sends nonsense costs nothing but its facts", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => Array.isArray(audioTerminals(bytes))),
    { numRuns: 2000 },
  );
  const real = Buffer.from(binary[0]!.configHex!, "hex");
  fc.assert(
    fc.property(fc.nat(real.length - 1), fc.nat(255), fc.nat(real.length), (at, value, length) => {
      const bytes = Uint8Array.from(real.subarray(0, length));
      bytes[at] = value;
      expect(audioTerminals(bytes).every((type) => /^0x[0-9a-f]{4}$/.test(type))).toBe(true);
    }),
  );
});
