import ICAL from "ical.js";

/** One property of a component. Values stay as written: who reads one can then say what is wrong with it. */
export interface Property {
  /** Upper case, without a group prefix. */
  name: string;
  /** By upper-case name. */
  params: ReadonlyMap<string, string>;
  value: string;
  line: number;
}

/** ical.js with nothing known about any property: it cuts lines and parameters and leaves the values alone. */
const untouched = { name: "untouched", property: {}, param: {}, value: {}, propertyGroups: false };

/** The upper-case name of a content line, or null when the line cannot be one. */
export function nameOf(text: string): string | null {
  const match = /^\s*(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)\s*[;:]/.exec(text);
  return match?.[1]?.toUpperCase() ?? null;
}

/** Longer heads of a line are not parsed strictly: it takes time that grows with the square. */
const maxHead = 4000;

/** @returns null when the line has no value at all */
export function parseProperty(text: string, name: string, line: number): Property | null {
  const strict = text.lastIndexOf(":", maxHead) === -1 ? null : parseStrictly(text, name, line);
  return strict ?? parseLoosely(text, name, line);
}

function parseStrictly(text: string, name: string, line: number): Property | null {
  try {
    const [, params, , value] = ICAL.parse.property(text, untouched as never) as unknown as [
      string,
      Record<string, string | string[]>,
      string,
      string,
    ];
    const map = new Map(Object.entries(params).map(([key, item]) => [key.toUpperCase(), String(item)]));
    // The parser takes VALUE out of the parameters.
    const type = /;\s*VALUE\s*=\s*"?([\w-]+)/i.exec(text.slice(0, text.length - value.length))?.[1];
    if (type !== undefined) map.set("VALUE", type);
    return { name, params: map, value, line };
  } catch {
    // Refused: an open quote, a parameter without a value. The tolerant reading below has the next word.
    return null;
  }
}

/** Parameters that cannot be read are passed over; the value begins after the first colon outside quotes, or any colon. */
function parseLoosely(text: string, name: string, line: number): Property | null {
  const quoted = /^(?:[^":]|"[^"]*")*:/.exec(text);
  const colon = quoted === null ? text.indexOf(":") : quoted[0].length - 1;
  if (colon === -1) return null;
  const params = new Map<string, string>();
  for (const part of text.slice(0, colon).split(";").slice(1)) {
    const equals = part.indexOf("=");
    if (equals > 0) params.set(part.slice(0, equals).trim().toUpperCase(), part.slice(equals + 1).replaceAll('"', ""));
  }
  return { name, params, value: text.slice(colon + 1), line };
}
