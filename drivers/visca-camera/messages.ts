/**
 * VISCA messages (Sony EVI and BRC command lists): `8x ... FF` to camera x, `y0 ... FF` back. Pure bytes; how they travel
 * (serial, raw TCP or UDP, framed UDP) is another file's business.
 */
const terminator = 0xff;
const longest = 16;

export type ViscaReply =
  /** Accepted; `socket` names it until it completes. */
  | { readonly type: "accepted"; readonly socket: number }
  | { readonly type: "completed"; readonly socket: number }
  | { readonly type: "answer"; readonly data: Uint8Array }
  | { readonly type: "error"; readonly code: number; readonly why: string; readonly retry: "later" | "never" };

const errors: Readonly<Record<number, [why: string, retry: "later" | "never"]>> = {
  1: ["the message has a wrong length", "never"],
  2: ["it does not understand this", "never"],
  3: ["it is busy", "later"],
  4: ["it was cancelled", "never"],
  5: ["there is no such command to cancel", "never"],
  65: ["it cannot do this now", "later"],
};

/** Cuts a stream into messages. Bytes that cannot belong to one are dropped: a message begins with an address, 0x80 or more. */
export function viscaMessages(bytes: Uint8Array): { messages: Uint8Array[]; rest: Uint8Array } {
  const messages: Uint8Array[] = [];
  let rest = bytes;
  for (let end = rest.indexOf(terminator); end >= 0; end = rest.indexOf(terminator)) {
    const begin = rest.findIndex((byte) => byte >= 0x80);
    const message = rest.subarray(begin, end + 1);
    // What a lost terminator glued together is no message.
    if (message.length >= 3 && message.length <= longest) messages.push(message);
    rest = rest.subarray(end + 1);
  }
  return { messages, rest: rest.length > longest ? new Uint8Array() : rest };
}

/**
 * What the camera says; null for what is no reply to a controller (our own message echoed, network notices). Any sender is
 * taken on a line to one camera: some answer from the address of another.
 */
export function viscaReply(message: Uint8Array): ViscaReply | null {
  const [sender = 0, kind = 0] = message;
  // Cameras 1..7 answer as 90..F0; 8x is us.
  if (sender < 0x90 || (sender & 0x0f) !== 0 || message.at(-1) !== terminator) return null;
  const socket = kind & 0x0f;
  if (kind >> 4 === 4 && message.length === 3) return { type: "accepted", socket };
  if (kind >> 4 === 5)
    return message.length === 3 ? { type: "completed", socket } : { type: "answer", data: message.slice(2, -1) };
  if (kind >> 4 !== 6 || message.length !== 4) return null;
  const code = message[2] as number;
  const [why, retry] = errors[code] ?? [`error ${code.toString(16)}`, "never"];
  return { type: "error", code, why, retry };
}

const order = (...body: number[]) => Uint8Array.of(0x81, 0x01, ...body, terminator);
const question = (...body: number[]) => Uint8Array.of(0x81, 0x09, ...body, terminator);

const nibbles = (value: number) => [12, 8, 4, 0].map((shift) => (value >> shift) & 0x0f);
const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, Math.round(value)));

/** Speeds of -1 (left, down, wide) to 1; 0 stands still. */
export interface Motion {
  readonly pan: number;
  readonly tilt: number;
}

const isStill = (speed: number) => Math.abs(speed) < 0.02;

export const visca = {
  askPower: question(0x04, 0x00),
  askZoom: question(0x04, 0x47),
  askFocusMode: question(0x04, 0x38),
  askPanTilt: question(0x06, 0x12),
  power: (on: boolean) => order(0x04, 0x00, on ? 0x02 : 0x03),
  /** A speed of 0 is a syntax error, also for an axis that rests: the least is 1. */
  drive: ({ pan, tilt }: Motion) =>
    order(
      0x06,
      0x01,
      clamp(Math.abs(pan) * 24, 1, 24),
      clamp(Math.abs(tilt) * 20, 1, 20),
      isStill(pan) ? 3 : pan < 0 ? 1 : 2,
      isStill(tilt) ? 3 : tilt > 0 ? 1 : 2,
    ),
  stop: order(0x06, 0x01, 0x01, 0x01, 0x03, 0x03),
  home: order(0x06, 0x04),
  /** Device units, signed 16 bit. */
  panTiltTo: (pan: number, tilt: number) =>
    order(0x06, 0x02, 0x18, 0x14, ...nibbles(clamp(pan, -32768, 32767)), ...nibbles(clamp(tilt, -32768, 32767))),
  zoom: (speed: number) =>
    order(0x04, 0x07, isStill(speed) ? 0x00 : (speed > 0 ? 0x20 : 0x30) | clamp(Math.abs(speed) * 7, 0, 7)),
  /** Device units, 0..16384 on most. */
  zoomTo: (position: number) => order(0x04, 0x47, ...nibbles(clamp(position, 0, 0xffff))),
  storePreset: (number: number) => order(0x04, 0x3f, 0x01, clamp(number, 0, 254)),
  recallPreset: (number: number) => order(0x04, 0x3f, 0x02, clamp(number, 0, 254)),
} as const;

/** Device units from an answer to askPanTilt; null when it is none. */
export function panTiltOf(data: Uint8Array): { pan: number; tilt: number } | null {
  if (data.length !== 8) return null;
  return { pan: signed16(data.subarray(0, 4)), tilt: signed16(data.subarray(4)) };
}

/** Device units from an answer to askZoom; null when it is none. */
export const zoomOf = (data: Uint8Array) => (data.length === 4 ? numberOf(data) : null);

const numberOf = (data: Uint8Array) => data.reduce((sum, nibble) => sum * 16 + (nibble & 0x0f), 0);

function signed16(data: Uint8Array): number {
  const value = numberOf(data);
  return value >= 0x8000 ? value - 0x1_0000 : value;
}
