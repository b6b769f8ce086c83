import {
  ascii,
  type DisplayAnswer,
  type DisplayProtocol,
  type DisplayRequest,
  garbled,
  inputTable,
  linesOf,
} from "../protocol.ts";

/** Numbers of INPS on PN series displays; others are given as numbers. */
const inputs = inputTable({ hdmi1: 10, hdmi2: 13, displayport1: 14, dvi1: 1, vga1: 2 });

const line = (name: string, parameter: string) => ascii(`${name}${parameter.padStart(4, " ")}\r\n`);

/** Sharp PN series: four letters and four signs, CR LF; answers OK, ERR, WAIT or a value. */
export const sharp: DisplayProtocol = {
  id: "sharp",
  title: "Sharp PN series",
  answerMs: 3_000,
  gapMs: 100,
  afterPowerMs: 10_000,
  silenceHint: "check the cable and that RS-232 control is on in the display's menu",
  inputs: inputs.names,
  encode,
  decode(bytes, request) {
    const { lines, rest } = linesOf(bytes, (last) => prompt.test(last));
    const sent = request === null ? "" : echoOf(request);
    return { answers: lines.flatMap((one) => (one === sent ? [] : meaningOf(one, request))), rest };
  },
};

/** In the network some ask who is there, and have no line end behind it. */
const prompt = /^(Login|Username|User name|Password) ?: ?$/i;

const echoOf = (request: DisplayRequest) => String.fromCharCode(...(encode(request) ?? [])).trimEnd();

function encode(request: DisplayRequest): Uint8Array | null {
  switch (request.type) {
    case "askPower":
      return line("POWR", "????");
    case "setPower":
      return line("POWR", request.on ? "1" : "0");
    case "askInput":
      return line("INPS", "????");
    case "setInput": {
      const code = inputs.codeOf(request.input) ?? Number(request.input);
      return Number.isInteger(code) && code >= 0 && code <= 9_999 ? line("INPS", String(code)) : null;
    }
  }
}

function meaningOf(text: string, request: DisplayRequest | null): DisplayAnswer[] {
  if (prompt.test(text))
    return [
      {
        type: "wrongPartner",
        why: "it asks for a user name: switch that off in its network menu, or use its serial port",
      },
    ];
  if (text === "OK") return [{ type: "done" }];
  if (text === "ERR") return [{ type: "refused", why: "ERR", retry: "later" }];
  // Still busy with the order; OK or ERR follows.
  if (text === "WAIT" || text === "LOCKED")
    return text === "WAIT" ? [] : [{ type: "refused", why: "locked", retry: "never" }];
  // The value comes bare or after the command's name, padded with blanks or zeros.
  const value = /^(?:[A-Z]{4})?\s*(\d{1,4})$/.exec(text)?.[1];
  if (value === undefined) return [garbled(ascii(text))];
  const asked = request !== null;
  if (request?.type === "askPower")
    return [{ type: "power", power: Number(value) === 0 ? "off" : Number(value) === 2 ? "standby" : "on", asked }];
  if (request?.type === "askInput")
    return [{ type: "input", input: inputs.nameOf(Number(value)) ?? String(Number(value)), asked }];
  return [{ type: "noValue" }];
}
