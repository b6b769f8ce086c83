/** What a room asks of a display, whatever language it speaks. */
export type DisplayRequest =
  | { readonly type: "askPower" }
  | { readonly type: "setPower"; readonly on: boolean }
  | { readonly type: "askInput" }
  /** A name such as "hdmi1", or the protocol's own code. */
  | { readonly type: "setInput"; readonly input: string };

/** standby: asleep by itself; a signal may wake it. warming, cooling: on its way; it obeys later. */
export type Power = "on" | "off" | "standby" | "warming" | "cooling";

export type DisplayAnswer =
  | { readonly type: "power"; readonly power: Power; readonly asked: boolean }
  /** `input` is a name, or the protocol's own code where it has none. */
  | { readonly type: "input"; readonly input: string; readonly asked: boolean }
  /** The order was understood. Not that it was carried out: that is asked afterwards. */
  | { readonly type: "done" }
  /** It has no value for this now. Nothing to alarm about. */
  | { readonly type: "noValue" }
  | { readonly type: "refused"; readonly why: string; readonly retry: "later" | "never" }
  /** It speaks, but not this protocol, or wants to be spoken to otherwise: people must act. */
  | { readonly type: "wrongPartner"; readonly why: string }
  | { readonly type: "garbled"; readonly what: string };

interface Decoded {
  readonly answers: readonly DisplayAnswer[];
  /** Bytes of a message that is not complete yet. */
  readonly rest: Uint8Array;
}

/** One language, as pure functions. */
export interface DisplayProtocol {
  readonly id: string;
  readonly title: string;
  /** An answer comes within this, or not at all. */
  readonly answerMs: number;
  /** Least time from one message to the next. */
  readonly gapMs: number;
  /** After switching on or off nothing is understood for this long. */
  readonly afterPowerMs: number;
  /** What is usual when nothing ever comes. */
  readonly silenceHint: string;
  /** Names of inputs that it has. */
  readonly inputs: readonly string[];
  /** Null when it has no such request. */
  encode(request: DisplayRequest): Uint8Array | null;
  /**
   * Reads what came: any bytes, in any pieces. Our own bytes coming back (a line with echo) are not taken for an answer.
   * @param request the one that waits for its answer
   */
  decode(bytes: Uint8Array, request: DisplayRequest | null): Decoded;
}

/** What a request is about. */
export const subjectOf = (request: DisplayRequest) => (request.type.endsWith("Power") ? "power" : "input");
/** Whether it changes something; else it asks. */
export const isOrder = (request: DisplayRequest) => request.type.startsWith("set");

export const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
export const textOf = (bytes: Uint8Array) => String.fromCharCode(...bytes);
export const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
export const sumOf = (bytes: Iterable<number>) => Array.from(bytes).reduce((sum, byte) => (sum + byte) & 0xff, 0);

export const garbled = (bytes: Uint8Array): DisplayAnswer => ({ type: "garbled", what: hexOf(bytes.subarray(0, 32)) });

/** The longest message that makes sense; more without an end is noise. */
const longestLine = 512;

/**
 * Cuts text protocols into lines. What ends a line may come or not come, in any combination of CR and LF.
 * @param isWhole for protocols whose last line may lack its end
 */
export function linesOf(
  bytes: Uint8Array,
  isWhole: (line: string) => boolean = () => false,
): { lines: string[]; rest: Uint8Array } {
  const parts = textOf(bytes).split(/[\r\n]+/);
  const last = parts.pop() ?? "";
  const isDone = last.length > longestLine || isWhole(last);
  const lines = [...parts, ...(isDone ? [last] : [])].filter((line) => line !== "");
  return { lines, rest: isDone ? new Uint8Array() : ascii(last) };
}

/** A table of inputs, read both ways. An input that is not in it is given and taken as its code. */
export function inputTable<Code extends string | number>(codes: Readonly<Record<string, Code>>) {
  return {
    names: Object.keys(codes),
    codeOf: (input: string): Code | undefined => codes[input],
    nameOf: (code: string | number): string | undefined => Object.keys(codes).find((name) => codes[name] === code),
  };
}
