import type { Property } from "./property.ts";

/** The text of a property: escapes undone (RFC 5545 §3.3.11), quoted-printable of vCalendar 1.0 decoded. */
export function textOf(property: Property | undefined, maxLength = 10_000): string {
  if (property === undefined) return "";
  const encoding = property.params.get("ENCODING")?.toUpperCase();
  const raw = property.value.length > maxLength * 2 ? property.value.slice(0, maxLength * 2) : property.value;
  const decoded = encoding === "QUOTED-PRINTABLE" ? quotedPrintable(raw) : raw;
  return unescapeText(decoded).slice(0, maxLength).trim();
}

function unescapeText(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\([\\;,:"nN])/g, (_, escaped: string) => (escaped === "n" || escaped === "N" ? "\n" : escaped));
}

function quotedPrintable(text: string): string {
  const bytes = text.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: only single bytes can be bytes of UTF-8
  if (/[^\x00-\xff]/.test(bytes)) return text;
  return new TextDecoder().decode(Buffer.from(bytes, "latin1"));
}
