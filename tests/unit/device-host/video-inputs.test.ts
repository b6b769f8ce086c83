import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { videoInputs } from "../../../src/device-host/enumerate/video-inputs.ts";

interface UsbCase {
  id: string;
  configHex?: string;
  facts: { videoTerminals?: { type: string; controls?: unknown }[] };
}
const cases = JSON.parse(readFileSync(new URL("../drivers/cases/usb.json", import.meta.url), "utf8")) as UsbCase[];
const binary = cases.filter((one) => one.configHex !== undefined);

describe("what a video device takes pictures from is read out of its own descriptors", () => {
  it.each(binary)("$id", ({ configHex, facts }) => {
    const types = (facts.videoTerminals ?? []).map(({ type }) => type).filter((type) => type !== "0x0101");
    expect(videoInputs(Buffer.from(configHex!, "hex"))).toEqual([...new Set(types)]);
  });

  it("a maker's own input, and terminals of an audio interface with the same numbers are passed over", () => {
    const audio = "0904000001010100" + "00" + "0c2402010102000100000000";
    const video = "0904010001" + "0e010000" + "08240201000200" + "00";
    expect(videoInputs(Buffer.from(audio + video, "hex"))).toEqual(["0x0200"]);
  });

  it("nonsense costs nothing but the fact", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(videoInputs(bytes).every((type) => /^0x[0-9a-f]{4}$/.test(type))).toBe(true);
      }),
    );
  });
});
