import { describe, expect, it } from "vitest";
import { hidSpeakerphone } from "../../../../drivers/hid-speakerphone/driver.ts";
import type { Descriptor } from "../../../../src/domain/device.ts";
import type { Ear } from "../../../../src/driver-contract/index.ts";
import type { Log } from "../../../../src/platform/log.ts";
import cases from "../cases/hid.json" with { type: "json" };
import { openWith, summary } from "../driver-bench.ts";

const hidOf = (id: string): Descriptor => {
  const { vid, pid, name, descriptorHex } = cases.find((one) => one.id === id)!;
  return {
    key: "hidraw/hidraw0",
    subsystem: "hidraw",
    name,
    node: "/dev/hidraw0",
    vendorId: vid,
    productId: pid,
    serial: "",
    port: "1-1",
    facts: { reportDescriptor: descriptorHex },
  };
};

async function plug(id: string) {
  const written: string[] = [];
  const logged: unknown[] = [];
  const note = (message: string, fields?: object) => void logged.push({ message, ...fields });
  const log: Log = { debug: note, info: note, warn: note, error: note, with: () => log };
  let ear: Ear | null = null;
  const opened = await openWith(
    hidSpeakerphone,
    hidOf(id),
    {},
    {
      log,
      transports: {
        hid: (_, given) => {
          ear = given;
          return Promise.resolve({
            write: (report) => Promise.resolve(void written.push(Buffer.from(report).toString("hex"))),
            feature: () => Promise.resolve(new Uint8Array()),
          });
        },
      },
    },
  );
  const events = () => opened.seen.flatMap((one) => (one.type === "event" ? [one.event] : []));
  return {
    ...opened,
    written,
    logged,
    events,
    say: (hex: string) => ear?.heard(Buffer.from(hex, "hex")),
    ear: () => ear!,
  };
}

const meeting = (microphone: boolean) => ({ type: "show" as const, room: summary({ meeting: "in", microphone }) });

describe("what IT finds in the log", () => {
  it("a descriptor that is odd is named so, and the device is kept", async () => {
    const { device, logged } = await plug("epos-impact-dw");
    expect(device.capabilities.callControls).toMatchObject({ hook: true });
    expect(logged).toEqual([
      { message: "a report descriptor is odd", what: ["an application collection lies within another"] },
    ]);
  });

  it("each write to the lamps, with its bytes and their number", async () => {
    const { device, logged } = await plug("anker-powerconf");
    await device.command?.(meeting(true));
    expect(logged).toEqual([{ message: "lamps are written", bytes: "020100", length: 3 }]);
  });
});

describe("whose keys they are", () => {
  it.each(cases.map((one) => [one.id, one.expect.telephony] as const))("%s", (id, telephony) => {
    expect(hidSpeakerphone.match(hidOf(id), {}) !== null).toBe(telephony);
  });

  it("a keyboard with a mute key is no speakerphone, a node without descriptor is nothing", () => {
    const keyboard = "050c0901a101090209e209e909ea150025017501950481029504810" + "3c0";
    const descriptor = hidOf("anker-powerconf");
    const other = { ...descriptor, vendorId: "046d", productId: "c31c" };
    expect(hidSpeakerphone.match({ ...other, facts: { reportDescriptor: keyboard } }, {})).toBeNull();
    expect(hidSpeakerphone.match({ ...other, facts: {} }, {})).toBeNull();
  });
});

describe("lamps", () => {
  it("show the meeting, then whether others hear; whole reports, as firmware wants them", async () => {
    const { device, written } = await plug("anker-powerconf");
    const size = cases
      .find((one) => one.id === "anker-powerconf")!
      .expect.reports.find((one) => one.direction === "out");
    await device.command?.(meeting(true));
    const heard = written.splice(0);
    await device.command?.(meeting(false));
    expect(written).not.toEqual(heard);
    for (const report of [...heard, ...written]) expect(report.length / 2).toBe(1 + size!.payloadBytes);
    await device.command?.({ type: "show", room: summary({}) });
    expect(written.at(-1)).toMatch(/^..(00)+$/);
  });

  it("are told again after a key, so that a lamp that the device switched itself is put right", async () => {
    const { device, written, say, clock } = await plug("anker-powerconf");
    await device.command?.(meeting(true));
    const shown = written.splice(0);
    say(press("anker-powerconf", "phone-mute", 1));
    await clock.advance(1_000);
    expect(written).toEqual(shown);
  });
});

/** An input report in which one usage has this value. */
function press(id: string, usage: string, value: number): string {
  const { controls, reports, numbered } = cases.find((one) => one.id === id)!.expect;
  const control = controls.find((one) => one.usage === usage && one.direction === "in")!;
  const report = reports.find((one) => one.direction === "in" && one.reportId === control.reportId)!;
  const payload = Buffer.alloc(report.payloadBytes);
  payload[control.bitOffset >> 3] = value << (control.bitOffset & 7);
  return (numbered ? Buffer.concat([Buffer.of(control.reportId), payload]) : payload).toString("hex");
}

describe("keys", () => {
  it("one press of mute, told as 1 and then 0, is one wish", async () => {
    const { say, events } = await plug("anker-powerconf");
    say(press("anker-powerconf", "phone-mute", 1));
    say(press("anker-powerconf", "phone-mute", 0));
    expect(events()).toEqual([{ type: "muteToggled" }]);
  });

  it("the hook that a device tells because we set its lamp is nobody's wish", async () => {
    const { device, say, events, clock } = await plug("jabra-speak-810");
    await device.command?.(meeting(true));
    say(press("jabra-speak-810", "hook-switch", 1));
    await clock.advance(2_000);
    say(press("jabra-speak-810", "hook-switch", 0));
    expect(events()).toEqual([{ type: "hook", offHook: false }]);
  });

  it("a device that babbles neither throws nor wishes", async () => {
    const { say, events } = await plug("epos-impact-dw");
    for (let byte = 0; byte < 256; byte++) say(Buffer.alloc(byte % 70, byte).toString("hex"));
    expect(
      events().every(({ type }) => ["muteToggled", "hook", "hookToggled", "volume", "muteSet"].includes(type)),
    ).toBe(true);
  });

  it("an unplugged device is told as lost", async () => {
    const { ear, failures } = await plug("jabra-speak-810");
    const error = Object.assign(new TypeError("gone"), { code: "device.gone" });
    ear().lost(error as never);
    expect(failures).toEqual([error]);
  });
});
