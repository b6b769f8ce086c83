/** How the label was joined to what follows. */
export interface ValueContext {
  /** A colon or its like stood between: without one only a code with digits counts ("passcode 302817"). */
  marked: boolean;
}

const value = /[\x21-\x3b\x3d\x3f-\x7b\x7d-\x7e\u00c0-\u024f]{1,64}/y;
const noValue =
  /^(?:none|no|not?|n\/?a|nil|tba|tbd|see|will|sent|required|needed|below|above|ask|same|the|as|is|in|on|to|for|on|request|separate(?:ly)?|keine?r?|siehe|folgt|aucun|voir|ninguna|ver|nessuna|geen|brak|ingen|нет|x{3,}|\*{2,}|-+|_+|\.+|\?+|https?:.*)$/i;

/**
 * Reads the code at `at`, or null where prose follows ("Password: ask Marta"). Quotes, brackets and the full stop of the
 * sentence are not part of it.
 */
export function readPasscode(text: string, at: number, { marked }: ValueContext): { code: string; end: number } | null {
  value.lastIndex = at;
  const raw = value.exec(text)?.[0];
  if (raw === undefined) return null;
  const open = /^["'(*[]+/.exec(raw)?.[0] ?? "";
  const code = trimmed(raw.slice(open.length), open);
  const end = at + open.length + code.length;
  if (code.length < 2 || noValue.test(code)) return null;
  if (!marked && !(/\d/.test(code) && code.length >= 4)) return null;
  const rest = text.slice(at + raw.length, at + raw.length + 40);
  if (/^[a-z]+$/.test(code) && /^ +\p{L}/u.test(rest)) return null;
  // A date or a telephone number is no code.
  if (/^\d{1,2}[./]\d{1,2}[./]\d{2,4}$|^\+\d|^\d{1,2}:\d\d$/.test(code)) return null;
  return { code, end };
}

function trimmed(raw: string, open: string): string {
  const list = /^([^,;]+)[,;]/.exec(raw)?.[1] ?? raw;
  // A bracket that closes later starts a remark: "abc(for guests)".
  const bare = /^([^(]{3,})\([^)]*\)?/.exec(list)?.[1] ?? list;
  const closers = open === "" ? /[.,;:)\]'"`]+$/ : /[.,;:)\]'"`*]+$/;
  return bare.replace(closers, "").replace(/^(\d+)#$/, "$1");
}
