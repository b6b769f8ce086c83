import { describe, expect, test } from "vitest";
import { GpioBridge } from "../../../kernel-lab/emulators/gpio/gpio-bridge.ts";

const identity = { ids: "10c4:ea90", version: 0x0100, manufacturer: "Acme", product: "GPIO", serial: "1" };
const setReport = { type: 0x21, request: 9, value: 0x0304, index: 0, length: 3 };
const readReport = { type: 0xa1, request: 1, value: 0x0303, index: 0, length: 2 };

describe("the emulated GPIO bridge", () => {
  test("moves only the lines of the mask, and remembers how they moved", () => {
    const bridge = new GpioBridge(identity);
    bridge.drive(0, true);
    bridge.control(setReport, Buffer.from([4, 0b0100, 0b0110]));
    expect([0, 1, 2].map((line) => bridge.isHigh(line))).toEqual([true, false, true]);
    expect(bridge.written).toEqual([
      { line: 1, high: false },
      { line: 2, high: true },
    ]);
    expect(bridge.control(readReport, Buffer.alloc(0))).toEqual(Buffer.from([3, 0b0101]));
  });

  test("knows which lines are outputs", () => {
    const bridge = new GpioBridge(identity);
    bridge.control(setReport, Buffer.from([2, 0b10, 0, 0, 0]));
    expect([bridge.isOutput(0), bridge.isOutput(1)]).toEqual([false, true]);
  });
});
