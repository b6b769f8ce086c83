import { describe, expect, it } from "vitest";
import type { DisplayAnswer, DisplayProtocol, DisplayRequest } from "../../../../drivers/displays/protocol.ts";
import { lg } from "../../../../drivers/displays/protocols/lg.ts";
import { nec } from "../../../../drivers/displays/protocols/nec.ts";
import { pjlink } from "../../../../drivers/displays/protocols/pjlink.ts";
import { mdcFrame, samsungMdc } from "../../../../drivers/displays/protocols/samsung-mdc.ts";
import { sharp } from "../../../../drivers/displays/protocols/sharp.ts";
import { sonyRs232 } from "../../../../drivers/displays/protocols/sony-rs232.ts";
import { sonySimpleIp } from "../../../../drivers/displays/protocols/sony-simple-ip.ts";
import { bytes } from "./serial-cases.ts";

const askPower: DisplayRequest = { type: "askPower" };
const askInput: DisplayRequest = { type: "askInput" };
const power = (on: boolean): DisplayRequest => ({ type: "setPower", on });
const off: Partial<DisplayAnswer> = { type: "power", power: "off", asked: true };
const protocols: Record<string, DisplayProtocol> = {
  ...{ "samsung-mdc": samsungMdc(0), "samsung-mdc, id 1": samsungMdc(1), lg: lg(1), nec: nec(1) },
  ...{ "sony-simple-ip": sonySimpleIp, "sony-rs232": sonyRs232, sharp, pjlink },
};

/** Request, what comes, what it means: of one's own making, by the makers' manuals. */
const necReply = (monitor: number, type: string, payload: string) => {
  const length = (payload.length + 2).toString(16).toUpperCase().padStart(2, "0");
  const body = Buffer.from(`00${String.fromCharCode(0x40 + monitor)}${type}${length}\x02${payload}\x03`);
  return Uint8Array.of(
    1,
    ...body,
    body.reduce((check, byte) => check ^ byte, 0),
    13,
  );
};
const mdcAnswer = (id: number, mark: "A" | "N", code: number, ...values: number[]) =>
  mdcFrame(0xff, id, mark.charCodeAt(0), code, ...values);
const text = (line: string) => Uint8Array.from(Buffer.from(line, "latin1"));
const setInput: DisplayRequest = { type: "setInput", input: "hdmi1" };
const on: Partial<DisplayAnswer> = { type: "power", power: "on", asked: true };

const neighbours: [
  what: string,
  protocol: string,
  request: DisplayRequest | null,
  came: Uint8Array,
  Partial<DisplayAnswer>[],
][] = [
  [
    "the answer of another display on the line is not this one's",
    "samsung-mdc, id 1",
    askPower,
    mdcAnswer(2, "A", 0x11, 1),
    [{ type: "garbled" }],
  ],
  [
    "a refusal is tried again",
    "samsung-mdc",
    askPower,
    mdcAnswer(0, "N", 0x11, 1),
    [{ type: "refused", retry: "later" }],
  ],
  ["a refusal of something else is not ours", "samsung-mdc", askPower, mdcAnswer(0, "N", 0x12, 1), []],
  [
    "volume, status and the like are no answer to a question about power",
    "samsung-mdc",
    askPower,
    Uint8Array.of(...mdcAnswer(0, "A", 0x12, 20), ...mdcAnswer(0, "A", 0x00, 1, 20, 0, 0x21, 0, 0, 0)),
    [],
  ],
  [
    "a late answer about the input does not take an order to switch on for done",
    "samsung-mdc",
    power(true),
    mdcAnswer(0, "A", 0x14, 0x21),
    [{ type: "input", asked: true }],
  ],
  [
    "a refused PIN is told to people",
    "samsung-mdc",
    null,
    text("MDCAUTH<<FAIL:0x01>>"),
    [{ type: "wrongPartner", why: expect.stringMatching(/PIN/) as unknown as string }],
  ],
  ["noise and our own line stand before the answer", "lg", askPower, text("\0\0ka 01 ffa 01 OK01x"), [on]],
  [
    "the answer of another set on the line is not this one's",
    "lg",
    askPower,
    text("a 02 OK01x"),
    [{ type: "garbled" }],
  ],
  [
    "a late answer about the input does not take an order to switch on for done",
    "lg",
    power(true),
    text("b 01 OK90x\r"),
    [{ type: "input", input: "hdmi1", asked: true }],
  ],
  ["other settings are no answer", "lg", askPower, text("f 01 OK1ex\r\nk 01 NG00x\r\n"), []],
  [
    "an input for a computer is that input",
    "lg",
    askInput,
    text("b 01 OKa0x"),
    [{ type: "input", input: "hdmi1", asked: true }],
  ],
  [
    "standby by its timer is standby",
    "nec",
    askPower,
    necReply(1, "B", "0200D60000040003"),
    [{ type: "power", power: "standby", asked: true }],
  ],
  ["off by its button is off", "nec", askPower, necReply(1, "B", "0200D60000040004"), [off]],
  [
    "a question that failed is asked again",
    "nec",
    askPower,
    necReply(1, "B", "0201D60000040001"),
    [{ type: "refused", retry: "later" }],
  ],
  [
    "an order that failed is given again",
    "nec",
    power(true),
    necReply(1, "B", "01C203D60001"),
    [{ type: "refused", retry: "later" }],
  ],
  [
    "the answer of another monitor on the line is not this one's",
    "nec",
    askPower,
    necReply(2, "B", "0200D60000040001"),
    [{ type: "garbled" }],
  ],
  ["the model's name is no answer about power", "nec", askPower, necReply(1, "B", "C317454439"), []],
  [
    "an input that it does not have is refused for good",
    "sony-simple-ip",
    setInput,
    text(`*SAINPT${"N".repeat(16)}\n`),
    [{ type: "refused", retry: "never" }],
  ],
  ["noise stands before the answer", "sony-simple-ip", askPower, text("\0x*SAPOWR0000000000000001\n"), [on]],
  [
    "volume and mute are told to everybody, and are no answer",
    "sony-simple-ip",
    askPower,
    text("*SNVOLU0000000000000012\n*SNPMUT0000000000000001\n"),
    [],
  ],
  [
    "an error is tried again",
    "sony-simple-ip",
    power(true),
    text(`*SAPOWR${"F".repeat(16)}\n`),
    [{ type: "refused", retry: "later" }],
  ],
  [
    "an order that is cancelled is given again",
    "sony-rs232",
    power(true),
    bytes("700373"),
    [{ type: "refused", retry: "later" }],
  ],
  [
    "noise stands before the answer",
    "sony-rs232",
    askPower,
    bytes("ff007000020173"),
    [{ type: "garbled" }, { type: "garbled" }, on],
  ],
  [
    "a projector that warms up is on its way",
    "pjlink",
    askPower,
    text("%1POWR=3\r"),
    [{ type: "power", power: "warming", asked: true }],
  ],
  [
    "a projector that cools down is on its way",
    "pjlink",
    askPower,
    text("%1POWR=2\r"),
    [{ type: "power", power: "cooling", asked: true }],
  ],
  [
    "a failed projector is told of",
    "pjlink",
    askPower,
    text("%1POWR=ERR4\r"),
    [{ type: "refused", why: expect.stringMatching(/lamps/) as unknown as string }],
  ],
  [
    "what a class 2 projector tells on its own is not asked for",
    "pjlink",
    askPower,
    text("%2POWR=1\r%2LKUP=00:11:22:33:44:55\r%1POWR=0\r"),
    [{ type: "power", power: "on", asked: false }, off],
  ],
  ["lamp hours and errors are no answer", "pjlink", askPower, text("%1LAMP=120 1\r%1ERST=000000\r%1AVMT=ERR3\r"), []],
  [
    "a display that asks for a name speaks to people, not to us",
    "sharp",
    askPower,
    text("\r\nLogin:"),
    [{ type: "wrongPartner", why: expect.stringMatching(/user name/) as unknown as string }],
  ],
  ["busy, then refused", "sharp", power(true), text("WAIT\r\nERR\r\n"), [{ type: "refused" }]],
];

describe("what else displays say", () => {
  it.each(neighbours)("%s (%s)", (_, name, request, came, right) => {
    const { answers } = protocols[name]!.decode(came, request);
    expect(answers).toMatchObject(right);
    expect(answers).toHaveLength(right.length);
  });

  it("a greeting of the secured protocol is known in whatever pieces it comes", () => {
    let rest: Uint8Array = new Uint8Array();
    const seen: DisplayAnswer[] = [];
    for (const byte of text("MDCSTART<<TLS>>")) {
      const decoded = samsungMdc(0).decode(Uint8Array.of(...rest, byte), askPower);
      rest = decoded.rest;
      seen.push(...decoded.answers);
    }
    expect(seen).toEqual([{ type: "wrongPartner", why: expect.stringMatching(/secured protocol/) }]);
  });
});
