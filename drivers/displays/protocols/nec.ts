import {
  ascii,
  type DisplayAnswer,
  type DisplayProtocol,
  type DisplayRequest,
  garbled,
  inputTable,
  type Power,
  textOf,
} from "../protocol.ts";

const [soh, stx, etx, cr] = [0x01, 0x02, 0x03, 0x0d];
/** Everything before the payload: SOH 0 destination source type length(2) STX. */
const headLength = 8;

const inputs = inputTable({
  vga1: 0x01,
  dvi1: 0x03,
  displayport1: 0x0f,
  displayport2: 0x10,
  hdmi1: 0x11,
  hdmi2: 0x12,
  hdmi3: 0x82,
});
const powers: Readonly<Record<number, Power>> = { 1: "on", 2: "standby", 3: "standby", 4: "off" };

/** Command or answer types: A/B for commands, C/D to get a value, E/F to set one. */
type NecType = "A" | "B" | "C" | "D" | "E" | "F";

/**
 * `SOH 0 id 0 type length STX payload ETX check CR`; the check is the XOR of all bytes after SOH up to ETX (NEC external
 * control manual).
 * @param monitorId 1..100
 */
export function necFrame(monitorId: number, type: NecType, payload: string): Uint8Array {
  const length = (payload.length + 2).toString(16).toUpperCase().padStart(2, "0");
  const body = ascii(`0${String.fromCharCode(0x40 + monitorId)}0${type}${length}\x02${payload}\x03`);
  return Uint8Array.of(soh, ...body, checkOf(body), cr);
}

const checkOf = (body: Uint8Array) => body.reduce((check, byte) => check ^ byte, 0);
const hex4 = (value: number) => value.toString(16).toUpperCase().padStart(4, "0");

/** @param monitorId as set in the display's menu */
export function nec(monitorId: number): DisplayProtocol {
  return {
    id: "nec",
    title: "NEC / Sharp NEC",
    answerMs: 1_500,
    gapMs: 600,
    afterPowerMs: 15_000,
    silenceHint: "check the cable: NEC wants a null modem (crossed) cable",
    inputs: inputs.names,
    encode: (request) => encode(request, monitorId),
    decode: (bytes, request) => decode(bytes, request, monitorId),
  };
}

function encode(request: DisplayRequest, id: number): Uint8Array | null {
  switch (request.type) {
    case "askPower":
      return necFrame(id, "A", "01D6");
    case "setPower":
      return necFrame(id, "A", `C203D6${request.on ? "0001" : "0004"}`);
    case "askInput":
      return necFrame(id, "C", "0060");
    case "setInput": {
      const code = inputs.codeOf(request.input) ?? Number(request.input);
      return Number.isInteger(code) && code >= 0 && code <= 0xff ? necFrame(id, "E", `0060${hex4(code)}`) : null;
    }
  }
}

function decode(bytes: Uint8Array, request: DisplayRequest | null, monitorId: number) {
  const answers: DisplayAnswer[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const start = rest.indexOf(soh);
    if (start !== 0) {
      const noise = start < 0 ? rest : rest.subarray(0, start);
      if (noise.some((byte) => byte !== cr && byte !== 0x0a)) answers.push(garbled(noise));
      rest = rest.subarray(noise.length);
      continue;
    }
    if (rest.length < headLength) break;
    const payloadLength = Number.parseInt(textOf(rest.subarray(5, 7)), 16);
    const end = 7 + payloadLength;
    if (Number.isNaN(payloadLength) || rest[7] !== stx) {
      answers.push(garbled(rest.subarray(0, headLength)));
      rest = rest.subarray(1);
      continue;
    }
    if (rest.length < end + 1) break;
    const frame = rest.subarray(0, end + 1);
    if (frame[end - 1] === etx && checkOf(frame.subarray(1, end)) === frame[end]) {
      const type = String.fromCharCode(frame[4] as number);
      const payload = textOf(frame.subarray(headLength, end - 1)).toUpperCase();
      // A, C and E are what we send: an echo. Of several monitors on one line each answers for itself.
      if ("BDF".includes(type))
        answers.push(
          ...(isOther(frame[3] as number, monitorId) ? [garbled(frame)] : meaningOf(type, payload, request)),
        );
      rest = rest.subarray(frame.length);
    } else {
      answers.push(garbled(frame));
      rest = rest.subarray(1);
    }
  }
  return { answers, rest };
}

/** Monitors are 0x41 and up. */
const isOther = (source: number, monitorId: number) => source > 0x40 && source !== 0x40 + monitorId;

function meaningOf(type: string, payload: string, request: DisplayRequest | null): DisplayAnswer[] {
  // The null message: it is busy, or does not know the command. Which of the two, only trying again tells.
  if (payload === "BE") return [{ type: "refused", why: "busy, or it does not know this", retry: "later" }];
  return type === "B" ? powerOf(payload, request) : inputOf(type, payload, request);
}

const refused = (result: string, retry: "later" | "never"): DisplayAnswer[] => [
  { type: "refused", why: `result ${result}${retry === "never" ? ": it has no such control" : ""}`, retry },
];

/** `result C203D6 mode` after an order, `02 result D6 ... mode` after a question; what else comes is none of ours. */
function powerOf(payload: string, request: DisplayRequest | null): DisplayAnswer[] {
  if (payload.startsWith("C203D6", 2))
    return payload.startsWith("00") ? [{ type: "done" }] : refused(payload.slice(0, 2), "later");
  if (payload.slice(4, 6) !== "D6") return [];
  if (payload.slice(2, 4) !== "00") return refused(payload.slice(2, 4), "later");
  const power = powers[Number.parseInt(payload.slice(12, 16), 16)];
  return [power === undefined ? { type: "noValue" } : { type: "power", power, asked: request !== null }];
}

/** `result 0060 type maximum value` of the input. */
function inputOf(type: string, payload: string, request: DisplayRequest | null): DisplayAnswer[] {
  if (!payload.startsWith("0060", 2)) return [];
  if (!payload.startsWith("00")) return refused(payload.slice(0, 2), "never");
  if (type === "F") return [{ type: "done" }];
  const code = Number.parseInt(payload.slice(12, 16), 16);
  return [{ type: "input", input: inputs.nameOf(code) ?? String(code), asked: request !== null }];
}
