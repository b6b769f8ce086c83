/** A number written in groups: `864 1352 0977`, `418-207-936`. */
export interface GroupedNumber {
  groups: string[];
  /** Where the text goes on. */
  end: number;
  /** A `#` follows: it is typed on a telephone. */
  forPhone: boolean;
}

const group = /(\d{1,16})/y;
const separator = /( {1,2}|[-.\u2010-\u2015\u2212\uff0d\u30fb])(?=\d)/y;

/** Reads a number that starts at `at`: groups with one kind of separator. Dates, times and prices end it. */
export function readNumber(text: string, at: number): GroupedNumber | null {
  const groups: string[] = [];
  let end = at;
  let kind = "";
  while (groups.length < 6) {
    group.lastIndex = groups.length === 0 ? at : separator.lastIndex;
    const digits = group.exec(text)?.[1];
    const after = digits === undefined ? "" : text.slice(group.lastIndex, group.lastIndex + 2);
    if (digits === undefined || /^\d|^[:/年月]|^\.\d\d?\D/.test(after)) break;
    groups.push(digits);
    end = group.lastIndex;
    separator.lastIndex = end;
    const next = separator.exec(text)?.[1];
    const nextKind = next?.trim() ?? "";
    if (next === undefined || (groups.length > 1 && nextKind !== kind)) break;
    kind = nextKind;
  }
  return groups.length === 0 ? null : { groups, end, forPhone: /^ ?#/.test(text.slice(end, end + 2)) };
}

/** The digits, when their count is one of `lengths`; groups at the end that do not belong to it are left out. */
export function digitsFitting(groups: readonly string[], lengths: readonly number[]): string | null {
  for (let count = groups.length; count > 0; count--) {
    const digits = groups.slice(0, count).join("");
    if (lengths.includes(digits.length)) return digits;
  }
  return null;
}

/** A Chinese mobile number as people write it: looks like an eleven-digit id. */
export function looksLikeMobile(groups: readonly string[]): boolean {
  return (
    /^1[3-9]\d{9}$/.test(groups.join("")) && groups[0]?.length !== 2 && (groups.length === 1 || groups[0]?.length === 3)
  );
}
