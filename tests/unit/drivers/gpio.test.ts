import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gpio } from "../../../drivers/gpio/driver.ts";
import { radarReports } from "../../../drivers/gpio/ld2410.ts";
import { entriesOf, type GpioSettings } from "../../../drivers/gpio/settings.ts";
import { lineRequest } from "../../../src/device-host/transports/gpio-character.ts";
import type { GpioLine } from "../../../src/driver-contract/index.ts";
import { lastCapabilities, openWith, summary } from "./driver-bench.ts";

const chip = "/dev/gpiochip0";

async function openLine(settings: GpioSettings, first = false) {
  const lines: GpioLine[] = [];
  const written: boolean[] = [];
  let changed = (_: boolean) => {};
  const opened = await openWith(gpio, gpio.announce!(settings)[0]!, settings, {
    transports: {
      gpio(line, tell) {
        lines.push(line);
        changed = tell;
        return Promise.resolve({
          read: () => Promise.resolve(first),
          write: (on) => Promise.resolve(void written.push(on)),
        });
      },
    },
  });
  return { ...opened, lines, written, set: (on: boolean) => changed(on) };
}

describe("a presence sensor", () => {
  it("keeps the room occupied while somebody sits still, and frees it after the hold-off", async () => {
    const { set, clock, seen } = await openLine({ presence: [{ name: "PIR", chip, line: 4, holdSeconds: 60 }] });
    set(true);
    set(false);
    await clock.advance(59_000);
    set(true);
    set(false);
    await clock.advance(59_000);
    expect(lastCapabilities(seen)).toEqual({ occupancy: { occupied: true } });
    await clock.advance(1_000);
    expect(lastCapabilities(seen)).toEqual({ occupancy: { occupied: false } });
  });
});

describe("a relay", () => {
  it("begins and ends in its safe state, and says what it is in between", async () => {
    const { lines, device, written, seen } = await openLine({
      relays: [{ name: "Blinds", chip, line: 2, safe: true }],
    });
    expect(lines).toEqual([{ chip, line: 2, activeLow: false, direction: "out", safe: true }]);
    expect(device.capabilities).toEqual({ relay: { on: true } });
    await device.command?.({ type: "relay", on: false });
    expect([written, lastCapabilities(seen)]).toEqual([[false], { relay: { on: false } }]);
    await expect(device.command?.({ type: "ptzHome" })).rejects.toThrow(/cannot do/);
  });
});

describe("a lamp at the door", () => {
  it.each([
    ["occupied", { occupied: true }, { occupied: false }],
    ["meeting", { meeting: "in" }, { meeting: "joining" }],
    ["muted", { meeting: "in" }, { meeting: "in", microphone: true }],
  ] as const)("that shows %s is lit then and only then", async (shows, lit, dark) => {
    const { device, written } = await openLine({ lamps: [{ name: "Door", chip, line: 1, shows }] });
    await device.command?.({ type: "show", room: summary(lit) });
    await device.command?.({ type: "show", room: summary(dark) });
    expect(written).toEqual([true, false]);
  });
});

it("a contact tells its state from the start", async () => {
  const { device, set, seen } = await openLine({ contacts: [{ name: "Window", chip, line: 7, pull: "up" }] }, true);
  expect(device.capabilities.sensor).toEqual({ kind: "contact", value: 1, unit: "" });
  set(false);
  expect(lastCapabilities(seen)?.sensor?.value).toBe(0);
});

it("every entry of the settings is one device with a name of its own", () => {
  const settings: GpioSettings = {
    lamps: [{ name: "A", chip, line: 1, shows: "meeting" }],
    relays: [{ name: "A", chip, line: 2 }],
    radars: [{ name: "A", serial: "/dev/ttyUSB0" }],
  };
  const descriptors = gpio.announce!(settings);
  expect(new Set(descriptors.map((one) => gpio.match(one, settings)?.identity)).size).toBe(entriesOf(settings).length);
});

describe("the LD2410 radar", () => {
  const frame = (state: number, distance = 150) => {
    const data = [2, 0xaa, state, 50, 0, 40, 60, 0, 30, distance, 0, 0x55, 0];
    return Uint8Array.of(0xf4, 0xf3, 0xf2, 0xf1, data.length, 0, ...data, 0xf8, 0xf7, 0xf6, 0xf5);
  };

  it("is read in any pieces, between any noise", () => {
    const noise = fc.uint8Array({ maxLength: 12 });
    fc.assert(
      fc.property(noise, fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 40 }), (before, state, cut) => {
        const whole = Uint8Array.of(...before, ...frame(state));
        const first = radarReports(whole.subarray(0, cut));
        const second = radarReports(Uint8Array.of(...first.rest, ...whole.subarray(cut)));
        const reports = [...first.reports, ...second.reports];
        expect(reports).toEqual([{ moving: (state & 1) === 1, still: (state & 2) === 2, distanceCm: 150 }]);
      }),
    );
  });

  it("keeps no more than a frame of nonsense", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(radarReports(bytes).rest.length).toBeLessThanOrEqual(80);
      }),
    );
  });
});

describe("what the kernel is asked for a line", () => {
  it("has the layout of linux/gpio.h: offset, consumer, flags, first value, number of lines", () => {
    const out = lineRequest({ chip, line: 17, direction: "out", activeLow: true, safe: true });
    expect(out.length).toBe(592);
    expect(out.readUInt32LE(0)).toBe(17);
    expect(out.toString("ascii", 256, 266)).toBe("roomkeeper");
    expect(out.readBigUInt64LE(288)).toBe(0x8n | 0x2n);
    expect([out.readUInt32LE(296), out.readUInt32LE(320), out.readBigUInt64LE(328), out.readBigUInt64LE(336)]).toEqual([
      1,
      2,
      1n,
      1n,
    ]);
    expect(out.readUInt32LE(560)).toBe(1);
    const input = lineRequest({ chip, line: 3, direction: "in", pull: "up" });
    expect([input.readBigUInt64LE(288), input.readUInt32LE(296)]).toEqual([0x4n | 0x100n, 0]);
  });
});
