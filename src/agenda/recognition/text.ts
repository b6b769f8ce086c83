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
  const marks = lines.map(({ text, quote }) => ({ text: plainKeepingLinks(text), quote }));
  return { lines: marks, hrefs: hrefs.map(plainCharacters), struck: plainCharacters(struck) };
}

/** Our marks would go with the invisible characters: set them aside. */
function plainKeepingLinks(text: string): string {
  const parts = text.split(/(\ue000\d+\ue001)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : plainCharacters(part).replaceAll("\n", " "))).join("");
}

function readPlain(text: string): HtmlText {
  const strokes = withoutStrokes(plainCharacters(text));
  const lines: QuotedLine[] = joinCutLinks(strokes.text).map((line) => {
    const quote = /^(?: {0,3}>){1,20}/.exec(line)?.[0] ?? "";
    return { text: line.slice(quote.length), quote: quote.replaceAll(" ", "").length };
  });
  return { lines, hrefs: [], struck: strokes.struck };
}

/** Quoted-printable (RFC 2045) that a gateway forgot to undo: every `=` is an escape or the end of a line. */
function withoutQuotedPrintable(text: string): string {
  const signs = text.split("=").length - 1;
  if (signs < 2 || !/=(?:3D|\r?\n)/.test(text)) return text;
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
 * Joins a link that was cut at the end of a line: always inside `<…>`; otherwise only where the line has the width at
 * which mail programs cut, and the next one looks like the rest of an address and nothing else.
 */
function joinCutLinks(text: string): string[] {
  const bracketed = text.replace(
    /<(https?:[^<>]{1,4000})>/gi,
    (_whole, link: string) => `<${link.replace(/\s+/g, "")}>`,
  );
  const lines: string[] = [];
  let open = false;
  for (const line of bracketed.split("\n")) {
    const cut: boolean =
      open && /^[\w%&=?./#+:@!~-]+$/.test(line) && /[\d%&=?]|[a-z][A-Z]/.test(line) && !/^https?:/i.test(line);
    if (cut) lines.push(`${lines.pop() ?? ""}${line}`);
    else lines.push(line);
    const linkAtEnd = /https?:\/\/\S+$/i.test(line.slice(-2000));
    open = linkAtEnd ? isCutWidth(line) || /[=&?%/_-]$/.test(line) : cut && line.length >= 65;
  }
  return lines;
}

function isCutWidth(line: string): boolean {
  return line.length >= 65 && line.length <= 80;
}
