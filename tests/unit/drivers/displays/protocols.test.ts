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
