import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ButtonEvent, noButtons, takeReadings } from "../../../../drivers/hid-speakerphone/buttons.ts";
import { lampReports } from "../../../../drivers/hid-speakerphone/lamps.ts";
import { parseReportDescriptor } from "../../../../drivers/hid-speakerphone/report-descriptor.ts";
import { decodeReport, encodeReports } from "../../../../drivers/hid-speakerphone/reports.ts";
import { bytesOf, descriptorOf, hidCases } from "./hid-cases.ts";

/** Plays input reports at given times; what somebody did comes out. */
function play(id: string, reports: [atMs: number, hex: string][], muteUsage = "phone-mute"): ButtonEvent[] {
  const descriptor = typeof id === "string" ? parseReportDescriptor(descriptorOf(id)) : id;
  let state = noButtons;
  return reports.flatMap(([atMs, hex]) => {
    const [next, events] = takeReadings(state, decodeReport(descriptor, "in", bytesOf(hex)), atMs, muteUsage);
    state = next;
    return events;
  });
}

describe("reports seen on real devices", () => {
  const seen = hidCases.flatMap(({ id, descriptorHex, observedReports = [] }) =>
    observedReports.map((report) => ({ id, descriptorHex, ...report })),
  );
  it.each(seen)("$id: $hex", ({ descriptorHex, direction, hex, expect: right }) => {
    const readings = decodeReport(parseReportDescriptor(bytesOf(descriptorHex)), direction, bytesOf(hex));
    const on = readings.filter((reading) => reading.value !== 0).map(({ usage, value }) => [usage, value]);
    expect(Object.fromEntries(on)).toEqual(right);
  });

  it("a number key of an unaligned four-bit slot is read", () => {
    const descriptor = parseReportDescriptor(descriptorOf("yealink-wh66"));
    const key = (value: number) => {
      const bits = value << 7;
      const readings = decodeReport(descriptor, "in", Uint8Array.of(2, bits & 0xff, bits >> 8));
      return readings.filter((reading) => reading.value === 1).map((reading) => reading.usage);
    };
    expect(key(5)).toEqual(["phone-key-5"]);
    expect(key(11)).toEqual(["phone-key-pound"]);
    expect(key(15)).toEqual([]);
  });

  it("a report that is too short says nothing about what it lacks", () => {
    const descriptor = parseReportDescriptor(descriptorOf("anker-powerconf"));
    expect(decodeReport(descriptor, "in", bytesOf("02"))).toEqual([]);
    expect(decodeReport(descriptor, "in", bytesOf(""))).toEqual([]);
  });
});

describe("a press of mute", () => {
  it("that sends 1 and later 0 toggles once, whichever way it goes", () => {
    expect(
      play("jabra-speak-810", [
        [0, "020500"],
        [60, "020100"],
      ]),
    ).toEqual([{ type: "hook", offHook: true }, { type: "muteToggled" }]);
    const twice: [number, string][] = [
      [0, "020400"],
      [2_500, "020000"],
      [5_000, "020400"],
      [5_100, "020000"],
    ];
    expect(play("jabra-speak-810", twice)).toEqual([{ type: "muteToggled" }, { type: "muteToggled" }]);
  });

  it("that is still held when something else changes is not a second press", () => {
    const held: [number, string][] = [
      [0, "020400"],
      [1_000, "020500"],
      [2_000, "020400"],
    ];
    expect(play("jabra-speak-810", held).filter((event) => event.type === "muteToggled")).toHaveLength(1);
  });

  it("of a device that never sends a release is heard again", () => {
    const oneShots: [number, string][] = [
      [0, "020400"],
      [10_000, "020400"],
    ];
    expect(play("jabra-speak-810", oneShots)).toEqual([{ type: "muteToggled" }, { type: "muteToggled" }]);
  });

  it("on a keyboard-like device is its consumer mute key", () => {
    const { controls } = hidCases.find((one) => one.id === "logitech-h540")!.expect;
    const mute = controls.find((control) => control.usage === "mute")!;
    const hex = Buffer.from([mute.reportId, 1 << mute.bitOffset]).toString("hex");
    expect(play("logitech-h540", [[0, hex]], "mute")).toEqual([{ type: "muteToggled" }]);
  });

  it("of a device that keeps the state itself sets it, and repeating the state changes nothing", () => {
    // Phone Mute as an absolute bit, no report ids.
    const level = parseReportDescriptor(
      bytesOf("050b0905a101150025017501950 1092f8102 9507 8101c0".replaceAll(" ", "")),
    );
    let state = noButtons;
    const events = ["01", "01", "00"].flatMap((hex, index) => {
      const [next, seen] = takeReadings(state, decodeReport(level, "in", bytesOf(hex)), index * 20, "phone-mute");
      state = next;
      return seen;
    });
    expect(events).toEqual([
      { type: "muteSet", muted: true },
      { type: "muteSet", muted: false },
    ]);
  });
});

/** Consumer Control with a mute key of these flags, no report ids. */
const consumerMute = (flags: string) =>
  parseReportDescriptor(bytesOf(`050c0901a101150025017501950109e281${flags}95078103c0`));

describe("a consumer mute key", () => {
  const events = (flags: string, ...reports: string[]) => {
    let state = noButtons;
    return reports.flatMap((hex, index) => {
      const readings = decodeReport(consumerMute(flags), "in", bytesOf(hex));
      const [next, seen] = takeReadings(state, readings, index * 500, "mute");
      state = next;
      return seen;
    });
  };

  it("that falls back when it is let go toggles once: it must not mute only while it is held", () => {
    expect(events("02", "01", "00", "01", "00")).toEqual([{ type: "muteToggled" }, { type: "muteToggled" }]);
  });

  it("that stays where it is put tells its state", () => {
    expect(events("22", "01", "00")).toEqual([
      { type: "muteSet", muted: true },
      { type: "muteSet", muted: false },
    ]);
  });
});

describe("volume keys", () => {
  const { controls } = hidCases.find((one) => one.id === "epos-impact-dw")!.expect;
  const ups = controls.filter((control) => control.usage === "volume-up");
  const report = ({ reportId, bitOffset }: { reportId: number; bitOffset: number }, on: boolean) => {
    const bytes = [reportId, 0, 0];
    if (on) bytes[1 + (bitOffset >> 3)] = 1 << (bitOffset & 7);
    return Buffer.from(bytes).toString("hex");
  };

  it("that a device reports twice, once in each of its collections, step once", () => {
    expect(ups).toHaveLength(2);
    const press: [number, string][] = [
      [0, report(ups[0]!, true)],
      [10, report(ups[1]!, true)],
      [80, report(ups[0]!, false)],
      [90, report(ups[1]!, false)],
    ];
    expect(play("epos-impact-dw", press)).toEqual([{ type: "volume", step: 1 }]);
  });

  it("that send no release step with each report; a held key that does steps once", () => {
    const relative = hidCases
      .find((one) => one.id === "plantronics-blackwire-3220")!
      .expect.controls.find((one) => one.usage === "volume-down")!;
    const on = report(relative, true);
    expect(
      play("plantronics-blackwire-3220", [
        [0, on],
        [400, on],
        [800, on],
      ]),
    ).toHaveLength(3);
    const absolute = report(ups.find((up) => up.absolute)!, true);
    expect(
      play("epos-impact-dw", [
        [0, absolute],
        [400, absolute],
      ]),
    ).toHaveLength(1);
  });
});

describe("lamps", () => {
  const idle = { inMeeting: false, muted: false, ringing: false };
  const lamps = (id: string, state: typeof idle) =>
    lampReports(parseReportDescriptor(descriptorOf(id)), state).map((report) => Buffer.from(report).toString("hex"));

  it("every write has the whole declared length: a shorter one is accepted and ignored", () => {
    expect(lamps("anker-powerconf", { ...idle, inMeeting: true })).toEqual(["020100"]);
    expect(lamps("anker-powerconf", idle)).toEqual(["020000"]);
  });

  it("muting keeps off-hook on, else the device closes its microphone", () => {
    const [report] = lamps("anker-powerconf", { ...idle, inMeeting: true, muted: true });
    const readings = decodeReport(parseReportDescriptor(descriptorOf("anker-powerconf")), "out", bytesOf(report!));
    const on = readings.filter((reading) => reading.value === 1).map((reading) => reading.usage);
    expect(on.sort()).toEqual(["led-mute", "led-off-hook"]);
  });

  it("a device with a report for each lamp gets each of them", () => {
    expect(lamps("plantronics-blackwire-3220", { ...idle, inMeeting: true, muted: true }).length).toBeGreaterThan(2);
  });

  it("a device without lamps gets nothing", () => {
    expect(lamps("logitech-h540", { ...idle, inMeeting: true })).toEqual([]);
  });

  it("in slots that name which lamps are lit take one slot each, and no lamp is a value that names none", () => {
    // Two slots of four bits, 1 to 3: off-hook, mute, ring.
    const slots = parseReportDescriptor(
      bytesOf("050b0905a1010508150125037504950209170909091891 00c0".replaceAll(" ", "")),
    );
    const written = (values: Record<string, number>) =>
      encodeReports(slots, values).map((report) => Buffer.from(report).toString("hex"));
    expect(written({ "led-off-hook": 1, "led-mute": 1, "led-ring": 0 })).toEqual(["21"]);
    expect(written({ "led-off-hook": 0, "led-mute": 1, "led-ring": 0 })).toEqual(["02"]);
    expect(written({ "led-off-hook": 0, "led-mute": 0 })).toEqual(["00"]);
    // Counted from 0: the first value behind the last lamp.
    const fromZero = parseReportDescriptor(
      bytesOf("050b0905a1010508150025017508950109170909 9100c0".replaceAll(" ", "")),
    );
    expect(encodeReports(fromZero, { "led-mute": 0 })).toEqual([Uint8Array.of(2)]);
    expect(encodeReports(fromZero, { "led-mute": 1 })).toEqual([Uint8Array.of(1)]);
  });

  it("what is written reads back, on every device", () => {
    const names = ["led-off-hook", "led-mute", "led-ring", "led-hold"];
    const state = fc.record(Object.fromEntries(names.map((name) => [name, fc.constantFrom(0, 1)])));
    fc.assert(
      fc.property(fc.constantFrom(...hidCases), state, ({ descriptorHex }, values) => {
        const descriptor = parseReportDescriptor(bytesOf(descriptorHex));
        const reports = encodeReports(descriptor, values as Record<string, number>);
        const seen = reports.flatMap((report) => decodeReport(descriptor, "out", report));
        for (const { usage, value } of seen) expect(value).toBe((values as Record<string, number>)[usage] ?? 0);
        for (const report of reports) {
          const declared = descriptor.reports.find((one) => one.direction === "out" && one.reportId === report[0])!;
          expect(report.length).toBe(1 + Math.ceil(declared.bits / 8));
        }
      }),
    );
  });
});
