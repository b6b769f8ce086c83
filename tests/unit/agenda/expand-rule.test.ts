import fc from "fast-check";
import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { expandRule } from "../../../src/agenda/recurrence/expand-rule.ts";
import { parseRule } from "../../../src/agenda/recurrence/parse-rule.ts";
import { WorkBudget } from "../../../src/agenda/recurrence/work-budget.ts";

const end = Date.UTC(2060, 0);

/** The first dates of a rule, as ISO texts. */
function datesOf(text: string, start: number, from: number | null, count: number, to = end): string[] {
  const found: string[] = [];
  const rule = parseRule(text);
  for (const wall of expandRule({ rule, start, dateOnly: false, from, to, budget: new WorkBudget(1_000_000) })) {
    found.push(new Date(wall).toISOString());
    if (found.length === count) break;
  }
  return found;
}

/** The same by another engine, in UTC, where it has no clock changes to differ about. */
function datesByOracle(text: string, start: number, count: number): string[] {
  const found: string[] = [];
  const dtstart = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO("UTC");
  const rule = new RRuleTemporal({
    rruleString: `RRULE:${text};UNTIL=20600101T000000Z`,
    dtstart,
    cache: false,
    maxIterations: 100_000,
  });
  rule.all((date) => {
    found.push(new Date(date.epochMilliseconds).toISOString());
    return found.length < count;
  });
  return found;
}

const days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const starts = fc
  .integer({ min: Date.UTC(2015, 0) / 1000, max: Date.UTC(2026, 0) / 1000 })
  .map((seconds) => seconds * 1000);
const part = (name: string, values: fc.Arbitrary<unknown[]>) =>
  fc.option(
    values.map((list) => `${name}=${list}`),
    { nil: "" },
  );
const some = <T>(value: fc.Arbitrary<T>, most = 3) => fc.uniqueArray(value, { minLength: 1, maxLength: most });
const interval = fc.integer({ min: 1, max: 5 }).map((value) => `INTERVAL=${value}`);
const weekStart = fc.constantFrom(...days).map((day) => `WKST=${day}`);
const weekdays = part("BYDAY", some(fc.constantFrom(...days)));
const nthWeekdays = part(
  "BYDAY",
  some(fc.tuple(fc.constantFrom("", "1", "2", "-1"), fc.constantFrom(...days)).map((pair) => pair.join(""))),
);
const monthDays = part("BYMONTHDAY", some(fc.constantFrom(1, 13, 15, 28, 31, -1, -2)));
const months = part("BYMONTH", some(fc.integer({ min: 1, max: 12 })));
const hours = part("BYHOUR", some(fc.integer({ min: 0, max: 23 })));
const positions = fc.option(fc.constantFrom("BYSETPOS=1", "BYSETPOS=-1", "BYSETPOS=2,-1"), { nil: "" });
const ruleOf = (...parts: fc.Arbitrary<string>[]) =>
  fc.tuple(...parts).map((texts) => texts.filter((text) => text !== "").join(";"));

const everyday = fc.oneof(
  ruleOf(fc.constant("FREQ=DAILY"), interval, weekdays, months, hours),
  ruleOf(fc.constant("FREQ=WEEKLY"), interval, weekStart, weekdays, hours),
  ruleOf(fc.constant("FREQ=MONTHLY"), interval, nthWeekdays),
  ruleOf(fc.constant("FREQ=MONTHLY"), interval, monthDays),
  ruleOf(
    fc.constant("FREQ=MONTHLY"),
    weekdays.filter((text) => text !== ""),
    positions,
  ),
  ruleOf(
    fc.constant("FREQ=YEARLY"),
    interval,
    months.filter((text) => text !== ""),
    nthWeekdays,
  ),
  ruleOf(
    fc.constant("FREQ=YEARLY"),
    interval,
    months.filter((text) => text !== ""),
    monthDays,
  ),
);

const unusual = fc.oneof(
  ruleOf(
    fc.constant("FREQ=YEARLY"),
    interval,
    weekStart,
    part("BYWEEKNO", some(fc.constantFrom(1, 20, 52, 53, -1))),
    weekdays,
  ),
  ruleOf(fc.constant("FREQ=YEARLY"), interval, part("BYYEARDAY", some(fc.constantFrom(1, 60, 366, -1))), weekdays),
  ruleOf(fc.constant("FREQ=HOURLY"), interval, weekdays, hours),
  ruleOf(fc.constant("FREQ=MINUTELY"), fc.constant("INTERVAL=37"), hours),
);

test("the rules that people use give the same dates as another engine", () => {
  fc.assert(
    fc.property(everyday, starts, (rule, start) => {
      expect(datesOf(rule, start, null, 20)).toEqual(datesByOracle(rule, start, 20));
    }),
    // Always the same rules: what the other engine gets wrong elsewhere is not ours to find here.
    { numRuns: 300, seed: 20261125 },
  );
});

test("beginning late gives the dates that beginning at the start gives", () => {
  fc.assert(
    fc.property(fc.oneof(everyday, unusual), starts, fc.integer({ min: 0, max: 1500 }), (rule, start, daysLater) => {
      const from = start + daysLater * 86_400_000;
      const to = from + 300 * 86_400_000;
      const all = datesOf(rule, start, null, 100_000, to).filter((date) => Date.parse(date) >= from);
      expect(datesOf(rule, start, from, 50, to)).toEqual(all.slice(0, 50));
    }),
    { numRuns: 150 },
  );
});

test("dates are in order and each comes once", () => {
  fc.assert(
    fc.property(fc.oneof(everyday, unusual), starts, (rule, start) => {
      const dates = datesOf(rule, start, null, 100);
      expect(dates).toEqual([...new Set(dates)].sort());
    }),
  );
});

test.each([
  [
    "last working day",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "2026-01-30",
    ["2026-01-30", "2026-02-27", "2026-03-31"],
  ],
  [
    "week 20 by another first day",
    "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;WKST=SU",
    "1997-05-12",
    ["1997-05-12", "1998-05-18", "1999-05-17"],
  ],
  [
    "week 53 reaching into January",
    "FREQ=YEARLY;BYWEEKNO=53;BYDAY=SA",
    "2016-01-02",
    ["2016-01-02", "2021-01-02", "2027-01-02"],
  ],
  ["fifth Monday", "FREQ=MONTHLY;BYDAY=5MO", "2026-03-30", ["2026-03-30", "2026-06-29", "2026-08-31"]],
  ["Friday the 13th", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2026-02-13", ["2026-02-13", "2026-03-13", "2026-11-13"]],
  ["day 366", "FREQ=YEARLY;BYYEARDAY=366", "2024-12-31", ["2024-12-31", "2028-12-31", "2032-12-31"]],
])("%s", (_, rule, start, dates) => {
  expect(datesOf(rule, Date.parse(`${start}T00:00:00Z`), null, 3).map((date) => date.slice(0, 10))).toEqual(dates);
});

test.each([
  ["FREQ=SOMETIMES", /FREQ=SOMETIMES is not a frequency/],
  ["FREQ=DAILY;INTERVAL=0", /INTERVAL=0 must be a whole number from 1/],
  ["FREQ=DAILY;COUNT=many", /COUNT=MANY/],
  ["FREQ=DAILY;BYMONTH=13", /BYMONTH has 13; allowed is 1 to 12/],
  ["FREQ=MONTHLY;BYMONTHDAY=0", /BYMONTHDAY has 0/],
  ["FREQ=WEEKLY;BYDAY=XX", /BYDAY has XX/],
  ["FREQ=DAILY;UNTIL=20261341", /UNTIL=20261341 is not a date/],
  ["FREQ=DAILY;nonsense", /nonsense is not a part/],
])("%s is refused with the part that is wrong", (rule, message) => {
  expect(() => parseRule(rule)).toThrow(message);
});

test("a rule that never meets a day ends when its budget is spent", () => {
  const rule = parseRule("FREQ=SECONDLY;COUNT=3;BYSECOND=59;BYMINUTE=59;BYHOUR=23;BYMONTH=2;BYMONTHDAY=30");
  const far = Date.UTC(9999, 0);
  const expansion = { rule, start: 0, dateOnly: false, from: null, to: far, budget: new WorkBudget(10_000) };
  expect(() => [...expandRule(expansion)]).toThrow(/takes too long/);
});

test.each([
  ["FREQ=MONTHLY;SKIP=BACKWARD", ["01-31", "02-28", "03-31", "04-30"]],
  ["FREQ=MONTHLY;SKIP=FORWARD", ["01-31", "03-01", "03-31", "05-01"]],
  ["FREQ=MONTHLY;BYMONTHDAY=-31;SKIP=FORWARD", ["02-01", "03-01", "04-01", "05-01"]],
  ["FREQ=MONTHLY;BYMONTHDAY=1,31;SKIP=FORWARD", ["01-31", "02-01", "03-01", "03-31"]],
  ["FREQ=MONTHLY", ["01-31", "03-31", "05-31", "07-31"]],
])("days that a month has not go where the rule says: %s", (rule, days) => {
  const found = datesOf(`RSCALE=GREGORIAN;${rule}`, Date.UTC(2026, 0, 31, 9), null, 4);
  expect(found.map((date) => date.slice(5, 10))).toEqual(days);
});
