import { createHash } from "node:crypto";
import {
  ascii,
  type DisplayAnswer,
  type DisplayProtocol,
  type DisplayRequest,
  garbled,
  inputTable,
  linesOf,
  type Power,
} from "../protocol.ts";

const inputs = inputTable({ vga1: "11", vga2: "12", hdmi1: "31", hdmi2: "32", hdmi3: "33", displayport1: "34" });
const powers: Readonly<Record<string, Power>> = { "0": "off", "1": "on", "2": "cooling", "3": "warming" };
const errors: Readonly<Record<string, [why: string, retry: "later" | "never"]>> = {
  "1": ["it does not know this command", "never"],
  "2": ["it has no such value", "never"],
  "3": ["not now (asleep, warming up or cooling down)", "later"],
  "4": ["the projector has failed: look at its lamps", "later"],
};

/** PJLink class 1, TCP 4352 (JBMIA specification 1.04). The greeting comes first: see `pjlinkGreeting`. */
export const pjlink: DisplayProtocol = {
  id: "pjlink",
  title: "PJLink",
  answerMs: 5_000,
  gapMs: 50,
  afterPowerMs: 3_000,
  silenceHint: "some projectors answer no more while asleep",
  inputs: inputs.names,
  encode,
  decode(bytes, request) {
    const { lines, rest } = linesOf(bytes);
    return { answers: lines.flatMap((line) => meaningOf(line, request)), rest };
  },
};

function encode(request: DisplayRequest): Uint8Array | null {
  switch (request.type) {
    case "askPower":
      return ascii("%1POWR ?\r");
    case "setPower":
      return ascii(`%1POWR ${request.on ? 1 : 0}\r`);
    case "askInput":
      return ascii("%1INPT ?\r");
    case "setInput": {
      const code = inputs.codeOf(request.input) ?? request.input;
      return /^[1-5][1-9A-Z]$/.test(code) ? ascii(`%1INPT ${code}\r`) : null;
    }
  }
}

/** What the projector says first. */
export type PjlinkGreeting =
  | { type: "open" }
  /** Put before the first command of this connection. */
  | { type: "password"; prefix(password: string): Uint8Array }
  | { type: "refused"; why: string };

/** Null until the whole line is there. */
export function pjlinkGreeting(bytes: Uint8Array): PjlinkGreeting | null {
  const [line] = linesOf(bytes).lines;
  if (line === undefined) return null;
  if (/^PJLINK 0$/i.test(line)) return { type: "open" };
  if (/^PJLINK ERRA$/i.test(line)) return { type: "refused", why: "the password is wrong" };
  const random = /^PJLINK 1 ([0-9a-z]{4,32})$/i.exec(line)?.[1];
  if (random === undefined) return { type: "refused", why: "what answers there is not PJLink" };
  return {
    type: "password",
    prefix: (password) => ascii(createHash("md5").update(`${random}${password}`).digest("hex")),
  };
}

function meaningOf(line: string, request: DisplayRequest | null): DisplayAnswer[] {
  if (/^PJLINK ERRA$/i.test(line)) return [{ type: "wrongPartner", why: "the password is wrong" }];
  // Our own command coming back.
  if (/^%[12][A-Z]{4} /i.test(line)) return [];
  // Some answer in lower case, every time.
  const [, type = "", name = "", value = ""] = /%([12])([A-Z0-9]{4})=(.*)$/.exec(line.toUpperCase()) ?? [];
  if (name === "") return [garbled(ascii(line))];
  if (name !== "POWR" && name !== "INPT") return [];
  const error = errors[/^ERR([1-4])$/.exec(value)?.[1] ?? ""];
  if (error !== undefined) return [{ type: "refused", why: error[0], retry: error[1] }];
  if (value === "OK") return [{ type: "done" }];
  // We ask in class 1: class 2 tells on its own what has changed.
  const asked = request !== null && type === "1";
  if (name === "POWR") {
    const power = powers[value];
    return [power === undefined ? garbled(ascii(line)) : { type: "power", power, asked }];
  }
  return name === "INPT" ? [{ type: "input", input: inputs.nameOf(value) ?? value, asked }] : [];
}
