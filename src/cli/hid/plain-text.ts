import { ConfigError } from "../../domain/errors.ts";

/** @throws ConfigError always: what is wrong with a text, and where. The file's name is put before it where it is known. */
export const refuse = (why: string): never => {
  throw new ConfigError("config.unreadable", why);
};
export const lineNumber = (index: number) => `line ${index + 1}`;
export const linesIn = (text: string) => text.split(/\r\n|\r|\n/);
/** The line with the letter at this place. */
export const lineAt = (text: string, at: number) => lineNumber(linesIn(text.slice(0, at)).length - 1);

/**
 * Bytes in a text that follows no tool's form: an array of C or another language, hexdump -C, xxd, od, or hexadecimal with or
 * without remarks behind it.
 * @throws ConfigError
 */
export function bytesInText(text: string): number[] {
  const bare = withoutRemarks(text);
  if (/^[\d\s,[\](){};]*$/.test(bare) && /\d,/.test(bare)) return decimals(bare);
  const lines = linesIn(text);
  // Remarks behind plain bytes may have numbers with 0x.
  const isPlain = lines.some((line) => /^\s*[0-9a-f]{2}([ \t,:-]+[0-9a-f]{2})+\b/i.test(line));
  if (!isPlain && /(\b0x|\\x)[0-9a-f]{1,2}/i.test(bare)) return prefixed(bare);
  // hexdump without -C writes 16-bit words, which are turned round on every usual computer.
  if (lines.some((line) => /^[0-9a-f]{7}( [0-9a-f]{4}){2,8}\s*$/i.test(line)))
    return refuse("hexdump writes pairs of bytes the wrong way round: use hexdump -C or xxd");
  return lines.map(withoutOffset(lines)).flatMap(bytesIn);
}

/** Remarks become blank, so that lines keep their numbers. */
const withoutRemarks = (text: string) =>
  text
    .replaceAll(/\/\*[\s\S]*?\*\//g, (remark) => remark.replaceAll(/[^\r\n]/g, " "))
    .replaceAll(/(\/\/|#|;;).*$/gm, "");

const decimals = (text: string) =>
  (text.match(/\d+/g) ?? []).map((digits) =>
    Number(digits) <= 255 ? Number(digits) : refuse(`${digits} is more than a byte`),
  );

/** With 0x in front of bytes, what stands between the first and the last of them is bytes, too. */
function prefixed(text: string): number[] {
  const marked = [...text.matchAll(/(?:\b0x|\\x)[0-9a-f]+/gi)];
  const [first, last] = [marked[0]?.index ?? 0, marked.at(-1)];
  const end = last === undefined ? text.length : last.index + last[0].length;
  const lineOf = (at: number) => lineAt(text, at);
  const tokens = text.slice(first, end).matchAll(/(?:0x|\\x)([0-9a-f]+)(?:u8?)?\b|\d+|[A-Za-z_]\w*/gi);
  return [...tokens].flatMap((token) => {
    const [word, digits] = token;
    if (digits !== undefined && digits.length <= 2) return [Number.parseInt(digits, 16)];
    if (digits === undefined && /^\d+$/.test(word) && Number(word) <= 255) return [Number(word)];
    const place = lineOf(first + token.index);
    if (digits !== undefined)
      return digits.length % 2 === 0 ? pairsOf(digits) : refuse(`${place}: ${word} has half a byte`);
    if (/^\d+$/.test(word)) return refuse(`${place}: ${word} is more than a byte`);
    return refuse(`${place}: ${word} is a name, not a byte: put its value there, or keep one descriptor's bytes only`);
  });
}

/** Offsets and the column of letters, as the usual tools write them. */
function withoutOffset(lines: readonly string[]): (line: string) => string {
  if (lines.some((line) => /^[0-9a-f]{8} {2}[0-9a-f]{2} /i.test(line)))
    return (line) => line.replace(/^[0-9a-f]{8}( {2}|\s*$)/i, "").replace(/\s*\|.*$/, "");
  // Wireshark: four digits and three blanks.
  if (lines.some((line) => /^0000 {2,3}[0-9a-f]{2} /i.test(line)))
    return (line) => line.replace(/^[0-9a-f]{4} {2,3}/i, "").replace(/ {2,}[^ ].*$/, "");
  if (lines.some((line) => /^[0-9a-f]{8}: /i.test(line)))
    return (line) => line.replace(/^[0-9a-f]{8}: /i, "").replace(/ {2}.*$/, "");
  if (lines.some((line) => /^[0-7]{7} [0-9a-f]{2} /i.test(line.replaceAll(/ +/g, " "))))
    return (line) => line.replace(/^[0-7]{7}(\s+|$)/, "");
  return (line) => line.replace(/^<Buffer /, "");
}

/** The bytes that a line begins with; what follows them is a remark. */
export function bytesIn(line: string, index: number): number[] {
  const start = line.trimStart();
  const bytes = /^(?:[0-9a-f]{2}[\s,:-]*)+/i.exec(start)?.[0] ?? "";
  const after = /^\w*/.exec(start.slice(bytes.length))?.[0] ?? "";
  if (after === "" || /[^0-9a-f]$/i.test(bytes)) {
    // One digit alone behind bytes is half of one.
    if (/^[0-9a-f]$/i.test(after) && bytes !== "") return refuse(`${lineNumber(index)}: ${after} is half a byte`);
    return pairsOf(bytes);
  }
  // The last pair was the beginning of a longer word.
  const whole = bytes.replace(/[0-9a-f]+$/i, "");
  const word = bytes.slice(whole.length) + after;
  if (/^[0-9a-f]+$/i.test(word) && (whole !== "" || word.length > 4))
    return refuse(`${lineNumber(index)}: ${word.slice(0, 40)} has half a byte`);
  return pairsOf(whole);
}

const pairsOf = (hex: string) => (hex.match(/[0-9a-f]{2}/gi) ?? []).map((pair) => Number.parseInt(pair, 16));
