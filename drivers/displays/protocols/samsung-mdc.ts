import {
  type DisplayAnswer,
  type DisplayProtocol,
  type DisplayRequest,
  garbled,
  hexOf,
  inputTable,
  isOrder,
  subjectOf,
  sumOf,
  textOf,
} from "../protocol.ts";

const header = 0xaa;
const reply = 0xff;
const command = { power: 0x11, input: 0x14 } as const;
const inputs = inputTable({
  hdmi1: 0x21,
  hdmi2: 0x23,
  hdmi3: 0x31,
  hdmi4: 0x33,
  displayport1: 0x25,
  dvi1: 0x18,
  vga1: 0x14,
});
/** HDMI inputs report another code when a computer is plugged into them. */
const computerInputs: Readonly<Record<number, number>> = { 34: 0x21, 36: 0x23, 50: 0x31, 52: 0x33 };

/** `AA command id length data sum`; the sum is of everything after AA. Samsung MDC protocol manual. */
export function mdcFrame(code: number, id: number, ...data: number[]): Uint8Array {
  const body = [code, id, data.length, ...data];
  return Uint8Array.of(header, ...body, sumOf(body));
}

export interface MdcReply {
  readonly id: number;
  readonly command: number;
  readonly isAccepted: boolean;
  readonly values: Uint8Array;
}

/** A whole frame's meaning; null when it is no reply (our own command echoed). */
export function mdcReply(frame: Uint8Array): MdcReply | null {
  const [, kind, id = 0, , mark, code = 0] = frame;
  if (kind !== reply || frame.length < 7 || (mark !== 0x41 && mark !== 0x4e)) return null;
  return { id, command: code, isAccepted: mark === 0x41, values: frame.subarray(6, -1) };
}

/** A number of one byte or more, as newer models answer where older ones used one. */
export const mdcNumber = (values: Uint8Array) => values.reduce((sum, byte) => sum * 256 + byte, 0);

/** @param displayId as set in the display's menu; 0xFE speaks to all and none answers */
export function samsungMdc(displayId: number): DisplayProtocol {
  return {
    id: "samsung-mdc",
    title: "Samsung MDC",
    answerMs: 1_500,
    gapMs: 100,
    afterPowerMs: 5_000,
    silenceHint: `check the display's id (asked: ${displayId}) and that its secured protocol is off`,
    inputs: inputs.names,
    encode: (request) => encode(request, displayId),
    decode: (bytes, request) => decode(bytes, request, displayId),
  };
}

function encode(request: DisplayRequest, id: number): Uint8Array | null {
  switch (request.type) {
    case "askPower":
      return mdcFrame(command.power, id);
    case "setPower":
      return mdcFrame(command.power, id, Number(request.on));
    case "askInput":
      return mdcFrame(command.input, id);
    case "setInput": {
      const code = inputs.codeOf(request.input) ?? Number(request.input);
      return Number.isInteger(code) && code >= 0 && code <= 0xff ? mdcFrame(command.input, id, code) : null;
    }
  }
}

/** This id speaks to every display. */
const everyDisplay = 0xfe;

function decode(bytes: Uint8Array, request: DisplayRequest | null, displayId: number) {
  const answers: DisplayAnswer[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    if (rest[0] !== header) {
      const next = rest.indexOf(header);
      const noise = next < 0 ? rest : rest.subarray(0, next);
      if (next < 0 && isBeginningOfText(noise)) break;
      answers.push(meaningOfText(noise));
      rest = rest.subarray(noise.length);
      continue;
    }
    if (isNoReply(rest)) {
      answers.push(garbled(rest.subarray(0, 5)));
      rest = rest.subarray(1);
      continue;
    }
    const length = rest[3];
    if (length === undefined || rest.length < 5 + length) break;
    const frame = rest.subarray(0, 5 + length);
    if (sumOf(frame.subarray(1, -1)) === frame.at(-1)) {
      const parsed = mdcReply(frame);
      // Of several displays on one line each answers for itself.
      const isOther = displayId !== everyDisplay && parsed?.id !== displayId;
      if (parsed !== null) answers.push(...(isOther ? [garbled(frame)] : meaningOf(parsed, request)));
      rest = rest.subarray(frame.length);
    } else {
      // A byte was lost: this was no beginning, or its length is wrong. Look for the next one.
      answers.push(garbled(frame));
      rest = rest.subarray(1);
    }
  }
  return { answers, rest };
}

/** A reply whose mark is neither A nor N has lost a byte; its length would swallow what follows. */
function isNoReply(bytes: Uint8Array): boolean {
  const mark = bytes[4];
  return bytes[1] === reply && mark !== undefined && mark !== 0x41 && mark !== 0x4e;
}

function meaningOf({ command: code, isAccepted, values }: MdcReply, request: DisplayRequest | null): DisplayAnswer[] {
  // Else somebody else's, or our own of before: its order taken or refused is none of ours.
  const isOurs = request !== null && code === command[subjectOf(request)];
  if (!isAccepted) return isOurs ? [{ type: "refused", why: `error ${hexOf(values)}`, retry: "later" }] : [];
  if (isOurs && isOrder(request)) return [{ type: "done" }];
  const value = mdcNumber(values);
  const asked = request !== null;
  if (code === command.power) return [{ type: "power", power: value === 0 ? "off" : "on", asked }];
  if (code !== command.input) return [];
  const name = inputs.nameOf(computerInputs[value] ?? value);
  return [{ type: "input", input: name ?? `0x${hexOf(values)}`, asked }];
}

const texts = ["MDCSTART<<TLS>>", "MDCAUTH<<FAIL", "MDCAUTH<<PASS>>"];
const isBeginningOfText = (bytes: Uint8Array) =>
  texts.some((text) => text.length > bytes.length && text.startsWith(textOf(bytes)));

/** Displays with the secured protocol greet in text and want TLS first. */
function meaningOfText(bytes: Uint8Array): DisplayAnswer {
  const text = textOf(bytes);
  if (text.includes("MDCSTART<<TLS>>"))
    return { type: "wrongPartner", why: "the display's secured protocol is on: switch it off in its menu" };
  if (text.includes("MDCAUTH<<FAIL")) return { type: "wrongPartner", why: "the display refuses the PIN" };
  if (text.includes("MDCAUTH<<PASS>>")) return { type: "done" };
  return garbled(bytes);
}
