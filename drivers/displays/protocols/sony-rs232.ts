import {
  type DisplayAnswer,
  type DisplayProtocol,
  type DisplayRequest,
  garbled,
  hexOf,
  inputTable,
  isOrder,
  sumOf,
} from "../protocol.ts";

const control = 0x8c;
const enquiry = 0x83;
const answer = 0x70;
const functions = { power: 0x00, input: 0x02 } as const;
/** Kind and number: 4 is HDMI, 5 a computer (VGA). */
const inputs = inputTable({ hdmi1: 0x0401, hdmi2: 0x0402, hdmi3: 0x0403, hdmi4: 0x0404, vga1: 0x0501 });
const statuses: Readonly<Record<number, string>> = {
  1: "over the limit",
  2: "below the limit",
  3: "cancelled",
  4: "not understood",
};

/**
 * Sony BRAVIA over RS-232, 9600 8N1: `8C 00 function length data sum` orders, `83 00 function FF FF sum` asks. The length
 * counts data and sum. Standby control must be on, else a sleeping display hears nothing.
 */
export const sonyRs232: DisplayProtocol = {
  id: "sony-rs232",
  title: "Sony BRAVIA over RS-232",
  answerMs: 1_000,
  gapMs: 500,
  afterPowerMs: 5_000,
  silenceHint: "check the cable; in standby the display hears only when its standby control is on",
  inputs: inputs.names,
  encode,
  decode,
};

const order = (code: number, ...data: number[]) => withSum(control, 0x00, code, data.length + 1, ...data);
const ask = (code: number) => withSum(enquiry, 0x00, code, 0xff, 0xff);
const withSum = (...bytes: number[]) => Uint8Array.of(...bytes, sumOf(bytes));

function encode(request: DisplayRequest): Uint8Array | null {
  switch (request.type) {
    case "askPower":
      return ask(functions.power);
    case "setPower":
      return order(functions.power, Number(request.on));
    case "askInput":
      return ask(functions.input);
    case "setInput": {
      const code = inputs.codeOf(request.input) ?? Number(request.input);
      return Number.isInteger(code) && code >= 0 && code <= 0xffff
        ? order(functions.input, code >> 8, code & 0xff)
        : null;
    }
  }
}

/** The answers carry no name: what an answer is about, only the request tells. Nothing comes unasked. */
function decode(bytes: Uint8Array, request: DisplayRequest | null) {
  const answers: DisplayAnswer[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const echo = echoLength(rest);
    if (echo > 0) {
      if (rest.length < echo) break;
      rest = rest.subarray(echo);
      continue;
    }
    const length = lengthOf(rest, request);
    if (length === null) break;
    const frame = rest.subarray(0, length);
    const isWhole = length > 0 && sumOf(frame.subarray(0, -1)) === frame.at(-1);
    answers.push(isWhole ? meaningOf(frame, request) : garbled(rest.subarray(0, Math.max(length, 1))));
    rest = rest.subarray(isWhole ? length : 1);
  }
  return { answers, rest };
}

/** Bytes of our own message at the beginning; 0 when there is none. */
function echoLength(bytes: Uint8Array): number {
  if (bytes[0] === enquiry) return 6;
  return bytes[0] === control ? 4 + (bytes[3] ?? 1) : 0;
}

/** Length of the answer at the beginning; 0 when there is none, null when more bytes must come. */
function lengthOf(bytes: Uint8Array, request: DisplayRequest | null): number | null {
  if (bytes[0] !== answer) return 0;
  if (bytes.length < 3) return null;
  // Three bytes for an order, and for whatever went wrong.
  const isShort = request === null || isOrder(request) || bytes[1] !== 0;
  if (isShort || sumOf(bytes.subarray(0, 2)) === bytes[2]) return 3;
  const length = 3 + (bytes[2] as number);
  return bytes.length < length ? null : length;
}

function meaningOf(frame: Uint8Array, request: DisplayRequest | null): DisplayAnswer {
  const status = frame[1] as number;
  if (status !== 0)
    return {
      type: "refused",
      why: statuses[status] ?? `status ${hexOf(Uint8Array.of(status))}`,
      retry: status === 3 ? "later" : "never",
    };
  if (frame.length === 3) return { type: "done" };
  const data = frame.subarray(3, -1);
  if (request?.type === "askPower") return { type: "power", power: data[0] === 0 ? "off" : "on", asked: true };
  if (request?.type !== "askInput") return { type: "noValue" };
  const code = ((data[0] ?? 0) << 8) | (data[1] ?? 0);
  return { type: "input", input: inputs.nameOf(code) ?? String(code), asked: true };
}
