/** One logical line of a calendar: unfolded, decoded, with the number of its first physical line. */
export interface ContentLine {
  text: string;
  /** Counted from 1. */
  line: number;
}

/**
 * Cuts a calendar into logical lines (RFC 5545 §3.1). Bytes are unfolded before they are decoded: simple writers fold inside
 * a character. Read on over what is wrong but harmless: byte order marks, bare line feeds or carriage returns, blank
 * lines, UTF-16, Windows-1252 where a line is not UTF-8, the soft line breaks of vCalendar 1.0.
 */
export function* contentLines(bytes: Uint8Array): Generator<ContentLine> {
  let open: { parts: string[]; line: number; soft: boolean } | null = null;
  let number = 0;
  for (const raw of physicalLines(bytes)) {
    number++;
    const part = raw.replace(/[\r\0]+$/, "").replaceAll("\0", "");
    if (open !== null && (open.soft || part.startsWith(" ") || part.startsWith("\t"))) {
      const before: string = open.soft ? (open.parts.pop() ?? "") : "";
      open.parts.push(open.soft ? before.slice(0, -1) + part : part.slice(1));
      open.soft = open.soft && part.endsWith("=");
      continue;
    }
    if (part.trim() === "") continue;
    if (open !== null) yield { text: decode(open.parts.join("")), line: open.line };
    open = { parts: [part], line: number, soft: part.endsWith("=") && quotedPrintable.test(part) };
  }
  if (open !== null) yield { text: decode(open.parts.join("")), line: open.line };
}

/** The lines of the file, byte for byte as characters, one at a time: a big calendar is not held twice. */
function* physicalLines(bytes: Uint8Array): Generator<string> {
  const text = Buffer.from(toUtf8(bytes)).toString("latin1");
  const separator = text.includes("\n") ? "\n" : "\r";
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf(separator, start);
    yield end === -1 ? text.slice(start) : text.slice(start, end);
    if (end === -1) return;
    start = end + 1;
  }
}

const quotedPrintable = /^[^:]*;(ENCODING=)?QUOTED-PRINTABLE[;:]/i;

/** UTF-16 in either order, with or without byte order mark, becomes UTF-8; anything else stays, less its mark. */
function toUtf8(bytes: Uint8Array): Uint8Array {
  const [first, second] = bytes;
  const little = (first === 0xff && second === 0xfe) || (second === 0 && first !== 0);
  const big = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && bytes.length > 1);
  if (little || big) return Buffer.from(new TextDecoder(little ? "utf-16le" : "utf-16be").decode(bytes));
  return first === 0xef && second === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
const windows = new TextDecoder("windows-1252");

function decode(latin1: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything outside ASCII is what needs decoding
  if (!/[^\x00-\x7f]/.test(latin1)) return latin1;
  const bytes = Buffer.from(latin1, "latin1");
  try {
    return utf8.decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return windows.decode(bytes);
  }
}
