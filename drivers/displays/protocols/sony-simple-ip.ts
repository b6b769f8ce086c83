import {
  ascii,
  type DisplayAnswer,
  type DisplayProtocol,
  type DisplayRequest,
  garbled,
  inputTable,
  linesOf,
} from "../protocol.ts";

const inputs = inputTable({ hdmi1: "100000001", hdmi2: "100000002", hdmi3: "100000003", hdmi4: "100000004" });
const nothing = "#".repeat(16);

/** Sony BRAVIA "Simple IP Control", TCP 20060: `*S`, C(ontrol) E(nquiry) A(nswer) N(otice), four letters, 16 signs, LF. */
export const sonySimpleIp: DisplayProtocol = {
  id: "sony-simple-ip",
  title: "Sony BRAVIA over IP",
  answerMs: 2_000,
  gapMs: 100,
  afterPowerMs: 3_000,
  silenceHint: "switch Simple IP Control on in the display's settings",
  inputs: inputs.names,
  encode,
  decode(bytes, request) {
    const { lines, rest } = linesOf(bytes);
    return { answers: lines.flatMap((line) => meaningOf(line, request)), rest };
  },
};

const message = (kind: "C" | "E", name: string, parameters: string) => ascii(`*S${kind}${name}${parameters}\n`);

function encode(request: DisplayRequest): Uint8Array | null {
  switch (request.type) {
    case "askPower":
      return message("E", "POWR", nothing);
    case "setPower":
      return message("C", "POWR", (request.on ? "1" : "0").padStart(16, "0"));
    case "askInput":
      return message("E", "INPT", nothing);
    case "setInput": {
      const code = inputs.codeOf(request.input) ?? request.input;
      return /^\d{1,16}$/.test(code) ? message("C", "INPT", code.padStart(16, "0")) : null;
    }
  }
}

function meaningOf(line: string, request: DisplayRequest | null): DisplayAnswer[] {
  const [, kind = "", name = "", parameters = ""] = /\*S([A-Z])([A-Z]{4})(.{16})$/.exec(line) ?? [];
  if (kind === "") return [garbled(ascii(line))];
  // C and E are what we send: an echo.
  if (kind !== "A" && kind !== "N") return [];
  // Volume and the like: others' business, or told to everybody.
  if (name !== "POWR" && name !== "INPT") return [];
  const ordered = request?.type === "setPower" ? "POWR" : request?.type === "setInput" ? "INPT" : null;
  const isOrdered = kind === "A" && name === ordered;
  if (/^N+$/.test(parameters))
    return [
      isOrdered ? { type: "refused", why: `${name}: it has no such value`, retry: "never" } : { type: "noValue" },
    ];
  if (/^F+$/.test(parameters)) return [{ type: "refused", why: `${name}: error`, retry: "later" }];
  // After an order zero means success, not "off".
  if (isOrdered) return [{ type: "done" }];
  const asked = kind === "A";
  if (name === "POWR") return [{ type: "power", power: /1$/.test(parameters) ? "on" : "off", asked }];
  const code = parameters.replace(/^0+/, "");
  return [{ type: "input", input: inputs.nameOf(code) ?? code, asked }];
}
