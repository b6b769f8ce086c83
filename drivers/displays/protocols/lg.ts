import {
  ascii,
  type DisplayAnswer,
  type DisplayProtocol,
  type DisplayRequest,
  garbled,
  inputTable,
  isOrder,
  linesOf,
  subjectOf,
} from "../protocol.ts";

/** Codes of "xb", hexadecimal as sent. */
const inputs = inputTable({
  hdmi1: "90",
  hdmi2: "91",
  hdmi3: "92",
  displayport1: "c0",
  dvi1: "70",
  vga1: "60",
});
/** The same input reports another code for a computer. */
const computerInputs: Readonly<Record<string, string>> = { a0: "90", a1: "91", a2: "92", d0: "c0", "80": "70" };

/** With noise or our own line before it, and without line ends the next answer behind it. */
const answers = /([a-z]) ([0-9a-f]{1,2}) (OK|NG) ?([0-9a-f]*)x?/gi;

/** `ka 01 ff` CR asks; `a 01 OK01x` answers (LG signage manuals, RS-232 and TCP 9761). @param setId as in the set's menu */
export function lg(setId: number): DisplayProtocol {
  const line = (pair: string, data: string) => ascii(`${pair} ${setId.toString(16).padStart(2, "0")} ${data}\r`);
  return {
    id: "lg",
    title: "LG signage",
    answerMs: 2_000,
    gapMs: 200,
    afterPowerMs: 10_000,
    silenceHint: "LG sets may be silent in standby, and may leave the network when off: see the set's power management",
    inputs: inputs.names,
    encode: (request) => encode(request, line),
    decode(bytes, request) {
      const { lines, rest } = linesOf(bytes, (last) => /[a-z] [0-9a-f]{1,2} (OK|NG).*x$/i.test(last));
      return { answers: lines.flatMap((one) => meaningOf(one, request, setId)), rest };
    },
  };
}

function encode(request: DisplayRequest, line: (pair: string, data: string) => Uint8Array): Uint8Array | null {
  switch (request.type) {
    case "askPower":
      return line("ka", "ff");
    case "setPower":
      return line("ka", request.on ? "01" : "00");
    case "askInput":
      return line("xb", "ff");
    case "setInput": {
      const code = inputs.codeOf(request.input) ?? request.input;
      return /^[0-9a-f]{2}$/.test(code) ? line("xb", code) : null;
    }
  }
}

function meaningOf(line: string, request: DisplayRequest | null, setId: number): DisplayAnswer[] {
  // Our own line coming back.
  if (/^[a-z]{2} [0-9a-f]{2} [0-9a-f]{2}$/i.test(line)) return [];
  const found = [...line.matchAll(answers)];
  if (found.length === 0) return [garbled(ascii(line))];
  return found.flatMap(([part, which = "", id = "", verdict = "", data = ""]) => {
    const answering = Number.parseInt(id, 16);
    // Of several sets on one line each answers for itself; 0 speaks to all.
    if (setId !== 0 && answering !== 0 && answering !== setId) return [garbled(ascii(part))];
    return lgValue(which.toLowerCase(), verdict.toUpperCase() === "OK", data.toLowerCase(), request);
  });
}

const letters = { power: "a", input: "b" } as const;

function lgValue(which: string, isAccepted: boolean, data: string, request: DisplayRequest | null): DisplayAnswer[] {
  const isOurs = request !== null && which === letters[subjectOf(request)];
  // A set that is starting refuses at first.
  if (!isAccepted) return isOurs || request === null ? [{ type: "refused", why: `NG ${data}`, retry: "later" }] : [];
  if (isOurs && isOrder(request)) return [{ type: "done" }];
  const asked = request !== null;
  if (which === "a") return [{ type: "power", power: Number.parseInt(data, 16) === 0 ? "off" : "on", asked }];
  if (which !== "b") return [];
  return [{ type: "input", input: inputs.nameOf(computerInputs[data] ?? data) ?? data, asked }];
}
