import { describe, expect, test } from "vitest";
import { samsungMdc } from "../../../../drivers/displays/protocols/samsung-mdc.ts";
import { MdcDisplay } from "../../../kernel-lab/emulators/serial/mdc-display.ts";
import { SerialAdapter } from "../../../kernel-lab/emulators/serial/serial-adapter.ts";
import { hostAsks, hostSends } from "../transfers.ts";

const identity = { ids: "0403:6015", version: 0x0100, manufacturer: "Acme", product: "Serial", serial: "1" };
const question = Buffer.from([0xaa, 0x11, 1, 0, 0x12]);

function asked(display: MdcDisplay, ...pieces: Buffer[]): Uint8Array {
  const said: Uint8Array[] = [];
  for (const piece of pieces) display.peer(piece, (bytes) => said.push(bytes));
  return Uint8Array.from(said.flatMap((bytes) => [...bytes]));
}

describe("the emulated display at a serial line", () => {
  test("answers so that the driver understands, also when a question comes in pieces", () => {
    const display = new MdcDisplay();
    display.isOn = true;
    const answer = asked(display, question.subarray(0, 2), question.subarray(2));
    const { answers } = samsungMdc(1).decode(answer, { type: "askPower" });
    expect(answers).toEqual([{ type: "power", power: "on", asked: true }]);
  });

  test("one that talks nonsense does nothing that it is told", () => {
    const display = new MdcDisplay();
    display.temper = "nonsense";
    const { answers } = samsungMdc(1).decode(asked(display, Buffer.from([0xaa, 0x11, 1, 1, 1, 0x14])), null);
    expect(display.isOn).toBe(false);
    expect(answers.every(({ type }) => type === "garbled")).toBe(true);
  });
});

describe("the emulated serial adapter", () => {
  test("carries bytes both ways and remembers the rate", () => {
    const adapter = new SerialAdapter(identity, (bytes, say) => say(Buffer.from(bytes).reverse()));
    const heard = hostAsks();
    adapter.endpoints.get(0x81)?.(heard.transfer);
    adapter.endpoints.get(0x02)?.(hostSends(Buffer.from("abc")));
    expect(String(heard.answers[0])).toBe("cba");
    const coding = { type: 0x21, request: 0x20, value: 0, index: 0, length: 7 };
    adapter.control(coding, Buffer.from([0x00, 0xc2, 0x01, 0, 0, 0, 8]));
    expect(adapter.baudRate).toBe(115_200);
  });
});
