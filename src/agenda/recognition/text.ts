import { plainCharacters, withoutStrokes } from "./characters.ts";
import { decodeEntities } from "./entities.ts";
import { type HtmlText, type QuotedLine, readHtml } from "./html-text.ts";

/** More than any invitation has; the rest of a longer text is not read. */
export const maxTextLength = 1_000_000;

/** The tags that mail and calendar programs write; `<https://…>` and `<pat@example.com>` are none of them. */
const anyTag =
  /<\/?(?:a|b|big|blockquote|body|br|center|dd|del|div|dl|dt|em|font|h[1-6]|head|hr|html|i|li|meta|o:p|ol|p|pre|s|script|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul)(?:\s[^<>]{0,2000})?\/?>/i;

/**
 * Reads a text of a booking into the lines that a person sees. Undoes what mail gateways and calendar programs do to
 * it: quoted-printable left over, escapes of the calendar format left over, HTML in plain text (escaped, too), lines cut
 * inside a link. `html`: it is HTML whatever it looks like.
 */
export function readText(raw: string, html: boolean): HtmlText {
  const text = withoutCalendarEscapes(withoutQuotedPrintable(raw.slice(0, maxTextLength)));
  if (html || anyTag.test(text)) return polished(readHtml(text, !html));
  const decoded = decodeEntities(text);
  if (decoded !== text && anyTag.test(decoded)) return polished(readHtml(decoded, true));
  return readPlain(decoded);
}

function polished({ lines, hrefs, struck }: HtmlText): HtmlText {
  const plain = lines.map(({ text, quote }) => unquoted(plainKeepingLinks(text), quote));
  return { lines: joinCutLinks(plain), hrefs: hrefs.map(plainCharacters), struck: plainCharacters(struck) };
}

/** Our marks would go with the invisible characters: set them aside. */
function plainKeepingLinks(text: string): string {
  const parts = text.split(/(\ue000\d+\ue001|\ue002)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : plainCharacters(part).replaceAll("\n", " "))).join("");
}

function readPlain(text: string): HtmlText {
  const strokes = withoutStrokes(plainCharacters(text));
  const whole = strokes.text.replace(
    /<(https?:[^<>]{1,4000})>/gi,
    (_all, link: string) => `<${link.replace(/\s+/g, "")}>`,
  );
  const lines = whole.split("\n").map((line) => unquoted(line, 0));
  return { lines: joinCutLinks(lines), hrefs: [], struck: strokes.struck };
}

/** Takes `> ` off the start of a line and counts it. */
function unquoted(line: string, quote: number): QuotedLine {
  const marks = /^(?: {0,3}>){1,20}/.exec(line)?.[0] ?? "";
  return { text: line.slice(marks.length), quote: quote + marks.replaceAll(" ", "").length };
}

/** Quoted-printable (RFC 2045) that a gateway forgot to undo: every `=` is an escape or the end of a line. */
function withoutQuotedPrintable(text: string): string {
  const cut = /(?:^|\n)[^\n]{60,76}=[ \t]*\r?\n/.test(text);
  if (!cut && !(text.split("=").length > 2 && text.includes("=3D"))) return text;
  if (/=(?![0-9A-F]{2}|[ \t]*\r?\n|$)/.test(text)) return text;
  const bytes = text.replace(/=[ \t]*\r?\n/g, "");
  return bytes.replace(/(?:=[0-9A-F]{2})+/g, (escapes) => {
    return Buffer.from(escapes.replaceAll("=", ""), "hex").toString("utf8");
  });
}

/** `\n`, `\,` and `\;` (RFC 5545) that a program forgot to undo. Never inside a host: there a backslash is a slash. */
function withoutCalendarEscapes(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\([nN,;])/g, (whole, letter: string, at: number) => {
    const before = text.slice(Math.max(0, at - 260), at);
    if (/[/\\]{2}[^/\\?#\s]*$/.test(before)) return whole;
    return letter.toLowerCase() === "n" ? "\n" : letter;
  });
}

/**
 * Joins a link that was cut at the end of a line: only where the line has the width at which mail programs cut, or ends
 * where no address does, and the next one looks like the rest of an address and nothing else.
 */
function joinCutLinks(lines: readonly QuotedLine[]): QuotedLine[] {
  const joined: QuotedLine[] = [];
  let open = false;
  for (const line of lines) {
    const text = line.text.trim();
    const before = joined.at(-1);
    const cut: boolean = open && before?.quote === line.quote && isRestOfLink(text);
    if (cut && before !== undefined) before.text = `${before.text.trimEnd()}${text}`;
    else joined.push({ ...line });
    const linkAtEnd = /https?:\/\/\S+$/i.test(text.slice(-2000));
    open = linkAtEnd ? isCutWidth(text) || /[=&?%/_-]$/.test(text) : cut && text.length >= 65;
  }
  return joined;
}

function isRestOfLink(text: string): boolean {
  return /^[\w%&=?./#+:@!~-]+$/.test(text) && /[\d%&=?]|[a-z][A-Z]/.test(text) && !/^https?:/i.test(text);
}

function isCutWidth(line: string): boolean {
  return line.length >= 65 && line.length <= 80;
}
