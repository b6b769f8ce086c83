import type { HtmlText } from "./html-text.ts";
import type { Source } from "./meetings.ts";

type Body = HtmlText & { source: Source; order: number };

/**
 * A plain text made from HTML lost its strokes: what is struck out in one body, and stands nowhere else in it, is dead in
 * the other, too.
 */
export function withoutStruck(texts: readonly Body[]): Body[] {
  return texts.map((text) => {
    const struck =
      text.source !== 3 ? [] : texts.filter((other) => other !== text && other.source === 3).flatMap(struckPieces);
    if (struck.length === 0) return text;
    return { ...text, lines: text.lines.map((line) => ({ ...line, text: without(line.text, struck) })) };
  });
}

function struckPieces({ struck, lines, hrefs }: Body): string[] {
  if (struck === "") return [];
  const living = `${lines.map(({ text }) => text).join("\n")}\n${hrefs.join("\n")}`;
  const pieces = new Set(struck.split(/[\s<>"]+/).filter((piece) => /[\d/]/.test(piece) && piece.length >= 4));
  return [...pieces].slice(0, 50).filter((piece) => !living.includes(piece));
}

function without(line: string, struck: readonly string[]): string {
  return struck.reduce((text, piece) => (text.includes(piece) ? text.replaceAll(piece, " ") : text), line);
}
