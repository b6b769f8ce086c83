/** Marks of our own inside texts while they are read; removed from what comes in. */
export const hrefOpen = "\ue000";
export const hrefClose = "\ue001";
export const addressEnd = "\ue002";

/** Characters that show nothing (soft hyphens, zero-width ones, directions, variation selectors), and our own marks. */
const invisible = /\p{Default_Ignorable_Code_Point}|[\ue000-\ue0ff]/gu;
const spaces = /\p{Zs}/gu;
const lineBreaks = /\r\n?|[\v\f\u2028\u2029]|\u0085/gu;
const controls = /[^\P{Cc}\t\n]/gu;

/**
 * Makes texts comparable: digits of every script and full-width letters become ASCII (a web client takes no others),
 * spaces, line breaks and unbreakable hyphens become plain ones, what cannot be seen goes.
 */
export function plainCharacters(text: string): string {
  const visible = text
    .replace(lineBreaks, "\n")
    .replace(invisible, "")
    .replace(spaces, " ")
    .replace(controls, " ")
    .replace(/[\u2010\u2011]/g, "-")
    .replace(/[\uff21-\uff3a\uff41-\uff5a]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(/(https?)[:：][/／]{2}/gi, "$1://");
  const ascii = /[^\d\P{Nd}]/u.test(visible) ? visible.replace(/[^\d\P{Nd}]/gu, asciiDigit) : visible;
  // Accents apart from their letters, as some systems write them. Strokes would be composed away with "=".
  return /[\u0300-\u036f]/.test(ascii) && !/[\u0335-\u0338]/.test(ascii) ? ascii.normalize("NFC") : ascii;
}

/** Without what cannot be seen, and with plain hyphens: for addresses taken out of others. */
export function visibleCharacters(text: string): string {
  return text.replace(invisible, "").replace(/[\u2010\u2011]/g, "-");
}

/** Unicode keeps the ten digits of a script together, zero first: the distance to the zero is the value. */
function asciiDigit(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (before < 60 && /^\p{Nd}$/u.test(String.fromCodePoint(point - before - 1))) before += 1;
  return String(before % 10);
}

/** Scripts written without blanks: a link or a code ends where they begin. */
export const unspacedLetter =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー]/u;

/** Removes text struck out by combining strokes ("o̶l̶d̶") and by `~~`; answers what is left and what was struck. */
export function withoutStrokes(text: string): { text: string; struck: string } {
  const struck: string[] = [];
  let left = text;
  if (/[\u0335-\u0338]/.test(left)) {
    left = left.replace(/(?:[^\n\p{Mn}]\p{Mn}*[\u0335-\u0338]\p{Mn}*)+/gu, (run) => {
      struck.push(run.replace(/[\u0335-\u0338]/g, ""));
      return " ";
    });
  }
  const pieces = left.split("~~");
  if (pieces.length < 3) return { text: left, struck: struck.join("\n") };
  const kept = pieces.map((piece, index) => {
    const closed = index % 2 === 1 && index < pieces.length - 1;
    if (!closed || piece.includes("\n\n")) return index % 2 === 1 ? `~~${piece}${closed ? "~~" : ""}` : piece;
    struck.push(piece);
    return " ";
  });
  return { text: kept.join(""), struck: struck.join("\n") };
}
