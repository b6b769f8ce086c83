import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { touchPanel } from "../../../drivers/touch-panel/driver.ts";
import { helpLines, panelLines, readPanelLine, statusLines } from "../../../drivers/touch-panel/language.ts";
import type { Descriptor } from "../../../src/domain/device.ts";
import { DeviceError } from "../../../src/domain/errors.ts";
import type { Ear } from "../../../src/driver-contract/index.ts";
import { readIntent } from "../../../src/protocol/intent.ts";
import { lastCapabilities, openWith, summary } from "./driver-bench.ts";

describe("what a panel says", () => {
  it.each([
    ["mic off", { type: "wish", intent: { type: "setMicrophone", on: false } }],
    ["  MIC   TOGGLE ", { type: "muteToggled" }],
    ["VOLUME 40", { type: "wish", intent: { type: "setVolume", percent: 40 } }],
    ["volume down", { type: "volume", step: -1 }],
    ["PRESET 3", { type: "wish", intent: { type: "cameraPreset", action: "recall", number: 3 } }],
    ["SHARE ON", { type: "wish", intent: { type: "startShare" } }],
    ["JOIN", { type: "joinPressed" }],
  ])("%s", (text, event) => {
    expect(readPanelLine(text)).toEqual({ type: "event", event });
  });

  it.each(["VOLUME 101", "VOLUME", "MIC", "PRESET x", "constructor", "__proto__ ON", "toString", ""])(
    "%j is answered with what is wrong",
    (text) => {
      expect(readPanelLine(text)).toMatchObject({ type: "unknown", why: expect.stringMatching(/\w/) });
    },
  );

  it("whatever comes is understood or refused, and a wish is always one that the room knows", () => {
    const word = fc.constantFrom(...helpLines.join(" ").split(/[ |]/), "7", "99", "-1", "");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word, { maxLength: 4 }).map((words) => words.join(" ")),
        ),
        (text) => {
          const line = readPanelLine(text);
          if (line.type === "event" && line.event.type === "wish") readIntent(line.event.intent);
        },
      ),
    );
  });
});

describe("lines", () => {
  it("end with CR, LF or both, and come in any pieces", () => {
    expect(panelLines("MIC ON\r\nLEAVE\rJOI")).toEqual({ lines: ["MIC ON", "LEAVE"], rest: "JOI" });
  });

  it("that never end are dropped", () => {
    expect(panelLines("x".repeat(600)).rest).toBe("");
  });
});

it("a booking's title cannot break the lines", () => {
  const lines = statusLines(summary({ joinable: { bookingId: "b", title: "Review\r\nMIC ON\u2028x" } }));
  expect(lines.at(-1)).toBe("NEXT Review MIC ON x");
  expect(lines.some((line) => /[\r\n]/.test(line))).toBe(false);
});

describe("a touch screen", () => {
  /** Two fingers, each a tip switch and a place: as such screens tell it, report id 1. */
  const finger = "0922a10209421500250175019501810295078103050126ff0f751095010930810209318102050dc0";
  const descriptor = `050d0904a1018501${finger}${finger}0954250275089501810209558502b102c0`;
  const screen = (hex: string): Descriptor => ({
    ...{ key: "hidraw/hidraw0", subsystem: "hidraw", name: "ILITEK", node: "/dev/hidraw0", serial: "", port: "1-4" },
    ...{ vendorId: "222a", productId: "0001", facts: { reportDescriptor: hex } },
  });

  it("is found by its descriptor; touch pads, pens and keyboards are none", () => {
    expect(touchPanel.match(screen(descriptor), {})).toMatchObject({ title: "ILITEK" });
    expect(touchPanel.match(screen(descriptor.replace("050d0904", "050d0905")), {})).toBeNull();
    expect(touchPanel.match(screen("05010906a101c0"), {})).toBeNull();
    expect(touchPanel.match(screen(""), {})).toBeNull();
  });

  it("says that somebody is there while it is touched, and never that nobody is", async () => {
    let ear: Ear | null = null;
    const hid = (_: string, heard: Ear) => {
      ear = heard;
      return Promise.resolve({ write: () => Promise.resolve(), feature: () => Promise.resolve(new Uint8Array()) });
    };
    const { device, seen, clock } = await openWith(touchPanel, screen(descriptor), {}, { transports: { hid } });
    expect(device.capabilities).toEqual({ touchScreen: { contacts: 2 }, occupancy: { occupied: null } });
    const touch = (...bytes: number[]) => ear?.heard(Uint8Array.from([1, ...bytes]));
    touch(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    expect(seen).toEqual([]);
    for (let time = 0; time < 200; time++) touch(0, 0, 0, 0, 0, 1, 5, 0, 5, 0, 1);
    expect(seen).toHaveLength(1);
    expect(lastCapabilities(seen)?.occupancy).toEqual({ occupied: true });
    await clock.advance(61_000);
    expect(lastCapabilities(seen)?.occupancy).toEqual({ occupied: null });
    expect(() => touch()).not.toThrow();
  });

  it("that may not be read is a screen all the same, and nobody is bothered with it", async () => {
    const hid = () => Promise.reject(new DeviceError("device.permission", "EACCES"));
    const { device, failures } = await openWith(touchPanel, screen(descriptor), {}, { transports: { hid } });
    expect(device.capabilities.touchScreen).toEqual({ contacts: 2 });
    expect(failures).toEqual([]);
  });
});
