import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DisplayAnswer, DisplayProtocol, DisplayRequest } from "../../../../drivers/displays/protocol.ts";
import { lg } from "../../../../drivers/displays/protocols/lg.ts";
import { nec, necFrame } from "../../../../drivers/displays/protocols/nec.ts";
import { pjlink, pjlinkGreeting } from "../../../../drivers/displays/protocols/pjlink.ts";
import { mdcFrame, mdcNumber, mdcReply, samsungMdc } from "../../../../drivers/displays/protocols/samsung-mdc.ts";
import { sharp } from "../../../../drivers/displays/protocols/sharp.ts";
import { sonyRs232 } from "../../../../drivers/displays/protocols/sony-rs232.ts";
import { sonySimpleIp } from "../../../../drivers/displays/protocols/sony-simple-ip.ts";
import { bytes, casesOf, hex, serialCase } from "./serial-cases.ts";

const askPower: DisplayRequest = { type: "askPower" };
const askInput: DisplayRequest = { type: "askInput" };
const power = (on: boolean): DisplayRequest => ({ type: "setPower", on });
const protocols: Record<string, DisplayProtocol> = {
  "samsung-mdc": samsungMdc(0),
  "samsung-mdc, id 1": samsungMdc(1),
  lg: lg(1),
  nec: nec(1),
  "sony-simple-ip": sonySimpleIp,
  "sony-rs232": sonyRs232,
  sharp,
  pjlink,
};

const off: DisplayAnswer = { type: "power", power: "off", asked: true };

/** What was seen, as what it means. A case without a request is looked at by itself, below. */
const seen: [id: string, protocol: string, request: DisplayRequest | null, answers: Partial<DisplayAnswer>[]][] = [
  ["samsung-mdc-01", "samsung-mdc", askPower, [off]],
  ["samsung-mdc-07", "samsung-mdc", power(true), [{ type: "done" }]],
  ["samsung-mdc-10", "samsung-mdc, id 1", power(false), [{ type: "done" }]],
  ["nec-03", "nec", askPower, [{ type: "power", power: "standby", asked: true }]],
  ["nec-09", "nec", power(false), [{ type: "done" }]],
  ["lg-03", "lg", askPower, [{ type: "power", power: "on", asked: true }]],
  ["lg-06", "lg", askInput, [{ type: "input", input: "40", asked: true }]],
  ["lg-09", "lg", power(true), [{ type: "refused", retry: "later" }]],
  ["sony-simple-ip-01", "sony-simple-ip", power(false), [{ type: "done" }, { ...off, asked: false }]],
  ["sony-simple-ip-04", "sony-simple-ip", askInput, [{ type: "noValue" }]],
  ["sony-simple-ip-07", "sony-simple-ip", null, [{ type: "power", power: "on", asked: false }]],
  ["sony-rs232-03", "sony-rs232", askPower, [off]],
  ["pjlink-01", "pjlink", askPower, [off]],
  ["sharp-03", "sharp", askPower, [{ type: "power", power: "on", asked: true }]],
];

describe("what was seen on real displays", () => {
  it.each(seen)("%s (%s)", (id, name, request, answers) => {
    const { sent, received } = serialCase(id);
    const protocol = protocols[name]!;
    if (request !== null) expect(hex(protocol.encode(request))).toBe(hex(sent));
    const { answers: found, rest } = protocol.decode(received[0]!, request);
    expect(found).toMatchObject(answers);
    expect(found).toHaveLength(answers.length);
    expect(hex(rest)).toBe("");
  });

  it.each(seen)("%s (%s) in single bytes and with an echo of our own", (id, name, request, answers) => {
    const { sent, received } = serialCase(id);
    const protocol = protocols[name]!;
    const found: DisplayAnswer[] = [];
    let rest: Uint8Array = new Uint8Array();
    for (const byte of [...sent, ...received[0]!]) {
      const decoded = protocol.decode(Uint8Array.of(...rest, byte), request);
      found.push(...decoded.answers);
      rest = decoded.rest;
    }
    expect(found).toMatchObject(answers);
    expect(found).toHaveLength(answers.length);
  });

  it("every case is looked at somewhere", () => {
    const all = casesOf("samsung-mdc", "nec", "lg", "sony-simple-ip", "sony-rs232", "pjlink", "sharp").map(
      ({ id }) => id,
    );
    expect(all.filter((id) => !seen.some(([known]) => known === id)).sort()).toEqual([...alone].sort());
  });
});

const alone = [
  "samsung-mdc-04",
  "samsung-mdc-13",
  "samsung-mdc-16",
  "nec-06",
  "nec-12",
  "pjlink-04",
  "pjlink-07",
  "pjlink-10",
  "sharp-06",
];

describe("Samsung MDC", () => {
  it("any command has the same frame (samsung-mdc-04)", () => {
    const { sent, received } = serialCase("samsung-mdc-04");
    expect(hex(mdcFrame(0xb5, 0, 1))).toBe(hex(sent));
    expect(mdcReply(received[0]!)).toMatchObject({ command: 0xb5, isAccepted: true, values: Uint8Array.of(1) });
  });

  it("a value of three bytes is one number (samsung-mdc-16)", () => {
    expect(mdcNumber(mdcReply(serialCase("samsung-mdc-16").received[0]!)!.values)).toBe(65_537);
  });

  it("a PIN that is accepted is no garbage (samsung-mdc-13), and one that is refused says so", () => {
    expect(samsungMdc(0).decode(serialCase("samsung-mdc-13").received[0]!, null).answers).toEqual([{ type: "done" }]);
    const secured = samsungMdc(0).decode(Buffer.from("MDCSTART<<TLS>>"), askPower).answers;
    expect(secured).toEqual([{ type: "wrongPartner", why: expect.stringMatching(/secured protocol/) }]);
  });

  it("a computer at an HDMI input is still that input", () => {
    const reply = (code: number) => bytes(`aaff000341 14${code.toString(16)}`.replaceAll(" ", ""));
    const whole = (frame: Uint8Array) =>
      Uint8Array.of(
        ...frame,
        frame.subarray(1).reduce((a, b) => (a + b) & 0xff, 0),
      );
    const inputOf = (code: number) => samsungMdc(0).decode(whole(reply(code)), askInput).answers;
    expect(inputOf(0x22)).toEqual(inputOf(0x21));
    expect(inputOf(0x99)).toMatchObject([{ type: "input", input: "0x99" }]);
  });

  it("a frame with a lost byte does not swallow the next one", () => {
    const good = serialCase("samsung-mdc-01").received[0]!;
    const { answers } = samsungMdc(0).decode(
      Uint8Array.of(...good.subarray(0, 3), ...good.subarray(4), ...good),
      askPower,
    );
    expect(answers.at(-1)).toEqual(off);
  });
});

describe("NEC", () => {
  it("the null message is tried again, not an unknown answer (nec-06)", () => {
    expect(hex(necFrame(1, "C", "0062"))).toBe(serialCase("nec-06").send);
    const { answers } = nec(1).decode(serialCase("nec-06").received[0]!, askPower);
    expect(answers).toMatchObject([{ type: "refused", retry: "later" }]);
  });

  it("the check byte is computed, not copied from a guide that prints it wrong (nec-12)", () => {
    const { sent } = serialCase("nec-12");
    const ours = necFrame(1, "A", "C208D60001");
    expect(hex(ours.subarray(0, -2))).toBe(hex(sent.subarray(0, -2)));
    expect([sent.at(-2), ours.at(-2)]).toEqual([0x79, 0x78]);
  });

  it("a control that the display does not have is not asked for again", () => {
    const refused = necFrame(1, "D", "01006000007F0000");
    expect(nec(1).decode(refused, askInput).answers).toMatchObject([{ type: "refused", retry: "never" }]);
    const hdmi = necFrame(1, "D", "00006000007F0011");
    expect(nec(1).decode(hdmi, askInput).answers).toEqual([{ type: "input", input: "hdmi1", asked: true }]);
  });
});

describe("PJLink", () => {
  it("a password is proved as the specification's example does it", () => {
    const greeting = pjlinkGreeting(Buffer.from("PJLINK 1 498e4a67\r"));
    expect(greeting?.type).toBe("password");
    if (greeting?.type === "password")
      expect(Buffer.from(greeting.prefix("JBMIAProjectorLink")).toString()).toBe("5d8409bc1c3fa39749434aa3a5c38682");
  });

  it("a wrong password is told to people (pjlink-04)", () => {
    const [greeting, refusal] = serialCase("pjlink-04").received;
    expect(pjlinkGreeting(greeting!)?.type).toBe("password");
    expect(pjlink.decode(refusal!, askPower).answers).toMatchObject([
      { type: "wrongPartner", why: expect.stringMatching(/password/) },
    ]);
  });

  it("what is not PJLink is called so (pjlink-10), and a greeting that is not complete is waited for", () => {
    expect(pjlinkGreeting(serialCase("pjlink-10").received[0]!)).toMatchObject({
      type: "refused",
      why: expect.stringMatching(/not PJLink/),
    });
    expect(pjlinkGreeting(Buffer.from("PJLINK 0"))).toBeNull();
    expect(pjlinkGreeting(Buffer.from("PJLINK 0\r"))).toEqual({ type: "open" });
  });

  it("nothing but power is ever required (pjlink-07)", () => {
    const asked = [askPower, power(true), power(false), askInput].map((request) =>
      Buffer.from(pjlink.encode(request)!).toString(),
    );
    expect(asked.every((line) => /^%1(POWR|INPT) /.test(line))).toBe(true);
  });

  it.each([
    ["ERR1", "never"],
    ["ERR3", "later"],
  ])("%s is tried again %s", (error, retry) => {
    expect(pjlink.decode(Buffer.from(`%1INPT=${error}\r`), askInput).answers).toMatchObject([
      { type: "refused", retry },
    ]);
  });
});

describe("Sharp", () => {
  it("a refusal is one (sharp-06)", () => {
    expect(sharp.decode(serialCase("sharp-06").received[0]!, power(true)).answers).toMatchObject([{ type: "refused" }]);
  });

  it.each(["1", "0001", "POWR   1", "POWR0001"])("power on written as %j is on", (text) => {
    expect(sharp.decode(Buffer.from(`${text}\r\n`), askPower).answers).toMatchObject([{ power: "on" }]);
  });

  it("WAIT is no answer yet", () => {
    expect(sharp.decode(Buffer.from("WAIT\r\nOK\r\n"), power(true)).answers).toEqual([{ type: "done" }]);
  });
});

describe("Sony over RS-232", () => {
  it("orders are acknowledged in three bytes, questions answered with a length", () => {
    expect(hex(sonyRs232.encode(power(true)))).toBe("8c000002018f");
    expect(sonyRs232.decode(bytes("700070"), power(true)).answers).toEqual([{ type: "done" }]);
    expect(sonyRs232.decode(bytes("7000030401"), askInput)).toMatchObject({ answers: [], rest: bytes("7000030401") });
    expect(sonyRs232.decode(bytes("700003040178"), askInput).answers).toEqual([
      { type: "input", input: "hdmi1", asked: true },
    ]);
    expect(sonyRs232.decode(bytes("700373"), power(true)).answers).toMatchObject([{ type: "refused", retry: "later" }]);
  });
});

describe("LG", () => {
  it("two answers without an end between them are two", () => {
    expect(lg(1).decode(Buffer.from("a 01 OK00xb 01 OK90x"), null).answers).toMatchObject([
      { type: "power", power: "off" },
      { type: "input", input: "hdmi1" },
    ]);
  });
});

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

describe.each(Object.entries(protocols))("%s", (_, protocol) => {
  const requests: fc.Arbitrary<DisplayRequest | null> = fc.constantFrom(
    null,
    askPower,
    askInput,
    power(true),
    power(false),
  );

  it("any bytes are survived, consumed or kept for later, and nothing is held back for ever", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), requests, (noise, request) => {
        const { rest } = protocol.decode(noise, request);
        expect(rest.length).toBeLessThanOrEqual(noise.length);
        expect(protocol.decode(rest, request).answers.filter((answer) => answer.type !== "garbled")).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("each named input can be asked for; a name that it does not have cannot", () => {
    for (const input of protocol.inputs) expect(protocol.encode({ type: "setInput", input })).not.toBeNull();
    expect(protocol.encode({ type: "setInput", input: "bluetooth" })).toBeNull();
  });

  it("our own messages coming back are never taken for answers", () => {
    for (const request of [askPower, askInput, power(true), power(false)] as DisplayRequest[])
      expect(protocol.decode(protocol.encode(request)!, request).answers).toEqual([]);
  });
});
