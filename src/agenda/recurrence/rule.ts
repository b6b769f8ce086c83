import type { WallTime } from "./wall-time.ts";

export type Frequency = "YEARLY" | "MONTHLY" | "WEEKLY" | "DAILY" | "HOURLY" | "MINUTELY" | "SECONDLY";

/** A weekday of a rule: 0 = Monday; `nth` 0 for every one, 2 for the second, -1 for the last. */
export interface RuleDay {
  weekday: number;
  nth: number;
}

/** The end of a rule as written: a day, a clock reading in the event's zone, or an instant in UTC. */
export type RuleEnd =
  | { kind: "date"; wall: WallTime }
  | { kind: "local"; wall: WallTime }
  | { kind: "utc"; instant: number };

/** A recurrence rule (RFC 5545 §3.3.10). Lists are sorted and without doubles; an empty list means "not given". */
export interface Rule {
  frequency: Frequency;
  interval: number;
  count: number | null;
  until: RuleEnd | null;
  months: number[];
  weekNumbers: number[];
  yearDays: number[];
  monthDays: number[];
  days: RuleDay[];
  hours: number[];
  minutes: number[];
  seconds: number[];
  positions: number[];
  /** First day of the week, 0 = Monday. */
  weekStart: number;
  /** What becomes of days that a month or year has not (RFC 7529 §4.1). */
  skip: "omit" | "backward" | "forward";
}
