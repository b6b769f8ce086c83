import { describe, expect, test } from "vitest";
import { GpioBridge } from "../../../kernel-lab/emulators/gpio/gpio-bridge.ts";
import type { Submit } from "../../../kernel-lab/usbip/messages.ts";
import { status } from "../../../kernel-lab/usbip/messages.ts";
import { answerControl } from "../../../kernel-lab/usbip/standard-requests.ts";

const identity = { ids: "10c4:ea90", version: 0x0100, manufacturer: "Acme", product: "Brücke", serial: "S1" };

/** What a device answers to a setup packet: type, request, value, index, length. */
function answerTo(...[type, request, value, index, length]: [number, number, number, number, number]) {
  const setup = Buffer.from([
    type,
    request,
    value & 0xff,
    value >> 8,
    index & 0xff,
    index >> 8,
    length & 0xff,
    length >> 8,
  ]);
  const nothing = Buffer.alloc(0);
  const submit: Submit = {
    ...{ type: "submit", sequence: 1, direction: "in", endpoint: 0, length, startFrame: 0 },
    ...{ setup, data: nothing, packets: [] },
  };
  const answers: { code: number; bytes: Buffer }[] = [];
  answerControl(new GpioBridge(identity), submit, (code, parts) =>
    answers.push({ code, bytes: Buffer.concat([...parts]) }),
  );
  return answers[0];
}

describe("standard requests", () => {
  test("a device tells who it is, in the kernel's byte order", () => {
    const bytes = answerTo(0x80, 6, 0x0100, 0, 18)?.bytes;
    expect([bytes?.readUInt16LE(8), bytes?.readUInt16LE(10)]).toEqual([0x10c4, 0xea90]);
  });

  test("never more than the host asked for: the rest would break the connection", () => {
    const whole = answerTo(0x80, 6, 0x0200, 0, 255)?.bytes ?? Buffer.alloc(0);
    expect(whole.readUInt16LE(2)).toBe(whole.length);
    expect(answerTo(0x80, 6, 0x0200, 0, 9)?.bytes).toEqual(whole.subarray(0, 9));
  });

  test("texts are UTF-16, and one that is not there is refused", () => {
    const bytes = answerTo(0x80, 6, 0x0302, 0x0409, 255)?.bytes;
    expect(bytes?.subarray(2).toString("utf16le")).toBe("Brücke");
    expect(answerTo(0x80, 6, 0x0309, 0x0409, 255)?.code).toBe(status.stalled);
  });

  test("what only the device can answer is asked of it", () => {
    expect(answerTo(0x81, 6, 0x2200, 0, 255)?.bytes.length).toBeGreaterThan(20);
    expect(answerTo(0xa1, 1, 0x0305, 0, 3)?.bytes).toEqual(Buffer.from([5, 0x0c, 0x03]));
  });
});
