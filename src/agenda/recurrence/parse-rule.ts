import { parseMoment } from "../ics/moment.ts";
import { Unreadable } from "../ics/unreadable.ts";
import type { Frequency, Rule, RuleDay, RuleEnd } from "./rule.ts";

const frequencies = new Set(["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"]);
const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/**
 * Reads the value of an RRULE or EXRULE. Blanks, lower case, escapes, empty and unknown parts are passed over: they are sent, and
 * their meaning is plain. A value that cannot be meant is refused.
 * @throws Unreadable naming the part
 */
export function parseRule(text: string): Rule {
  const parts = splitParts(text);
  const frequency = parts.get("FREQ") ?? "";
  if (!frequencies.has(frequency)) throw new Unreadable(`FREQ=${frequency} is not a frequency`);
  const scale = parts.get("RSCALE");
  if (scale !== undefined && scale !== "GREGORIAN") throw new Unreadable(`RSCALE=${scale} is not supported`);
  return {
    frequency: frequency as Frequency,
    interval: wholeNumber(parts, "INTERVAL", 1) ?? 1,
    // COUNT=-1 is sent for "without end" (Confluence).
    count: parts.get("COUNT") === "-1" ? null : wholeNumber(parts, "COUNT", 1),
    until: parseEnd(parts.get("UNTIL")),
    months: numbers(parts, "BYMONTH", 1, 12),
    weekNumbers: signed(parts, "BYWEEKNO", 53),
    yearDays: signed(parts, "BYYEARDAY", 366),
    monthDays: signed(parts, "BYMONTHDAY", 31),
    days: parseDays(parts.get("BYDAY")),
    hours: numbers(parts, "BYHOUR", 0, 23),
    minutes: numbers(parts, "BYMINUTE", 0, 59),
    // A leap second (60) is a second that no clock here has: it is the one before.
    seconds: unique(numbers(parts, "BYSECOND", 0, 60).map((second) => Math.min(second, 59))),
    positions: signed(parts, "BYSETPOS", 86_400 * 366),
    weekStart: parseWeekday("WKST", parts.get("WKST") ?? "MO"),
    skip: parseSkip(parts.get("SKIP") ?? "OMIT"),
  };
}

function parseSkip(text: string): Rule["skip"] {
  if (text === "OMIT" || text === "BACKWARD" || text === "FORWARD") return text.toLowerCase() as Rule["skip"];
  throw new Unreadable(`SKIP=${text.slice(0, 20)} is neither OMIT, BACKWARD nor FORWARD`);
}

function splitParts(text: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of text
    .replace(/^\s*RRULE\s*:/i, "")
    .replace(/[\\"]/g, "")
    .split(";")) {
    const equals = part.indexOf("=");
    if (equals === -1) {
      if (part.trim() !== "") throw new Unreadable(`${part.trim().slice(0, 40)} is not a part of a rule`);
      continue;
    }
    const value = part
      .slice(equals + 1)
      .replace(/\s+/g, "")
      .toUpperCase();
    if (value !== "") parts.set(part.slice(0, equals).trim().toUpperCase(), value);
  }
  return parts;
}

function wholeNumber(parts: Map<string, string>, name: string, minimum: number): number | null {
  const text = parts.get(name);
  if (text === undefined) return null;
  const value = /^\+?\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= minimum)) throw new Unreadable(`${name}=${text.slice(0, 20)} must be a whole number from ${minimum}`);
  return value;
}

function numbers(parts: Map<string, string>, name: string, minimum: number, maximum: number): number[] {
  return unique(
    list(parts.get(name)).map((text) => {
      const value = /^[+-]?\d{1,8}$/.test(text) ? Number(text) : Number.NaN;
      if (!(value >= minimum && value <= maximum)) {
        throw new Unreadable(`${name} has ${text.slice(0, 20)}; allowed is ${minimum} to ${maximum}`);
      }
      return value;
    }),
  );
}

function signed(parts: Map<string, string>, name: string, maximum: number): number[] {
  const values = numbers(parts, name, -maximum, maximum);
  if (values.includes(0)) throw new Unreadable(`${name} has 0; counting starts at 1 or -1`);
  return values;
}

function parseDays(text: string | undefined): RuleDay[] {
  const days = list(text).map((item) => {
    const match = /^([+-]?\d{1,3})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(item);
    const nth = match?.[1] === undefined ? 0 : Number(match[1]);
    if (match === null || Math.abs(nth) > 53)
      throw new Unreadable(`BYDAY has ${item.slice(0, 20)}, which is no weekday`);
    return { weekday: weekdays.indexOf(match[2] ?? ""), nth };
  });
  const seen = new Map(days.map((day) => [day.nth * 7 + day.weekday, day]));
  return [...seen.values()];
}

function parseWeekday(name: string, text: string): number {
  const weekday = weekdays.indexOf(text);
  if (weekday === -1) throw new Unreadable(`${name}=${text.slice(0, 20)} is no weekday`);
  return weekday;
}

function parseEnd(text: string | undefined): RuleEnd | null {
  if (text === undefined) return null;
  const moment = parseMoment(text);
  if (moment === null) throw new Unreadable(`UNTIL=${text.slice(0, 20)} is not a date`);
  if (moment.kind === "date") return { kind: "date", wall: moment.wall };
  if (moment.kind === "utc") return { kind: "utc", instant: moment.instant };
  return { kind: "local", wall: moment.wall };
}

const list = (text: string | undefined) => (text ?? "").split(",").filter((item) => item !== "");

const unique = (values: number[]) => [...new Set(values)].sort((a, b) => a - b);
