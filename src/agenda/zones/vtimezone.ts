import type { Component } from "../ics/components.ts";
import { parseMoment } from "../ics/moment.ts";
import { Unreadable } from "../ics/unreadable.ts";
import { expandRule } from "../recurrence/expand-rule.ts";
import { parseRule } from "../recurrence/parse-rule.ts";
import type { Rule } from "../recurrence/rule.ts";
import { hourMs, minuteMs, secondMs, type WallTime, wallTime } from "../recurrence/wall-time.ts";
import type { WorkBudget } from "../recurrence/work-budget.ts";
import type { Zone } from "./zone.ts";

interface Observance {
  start: WallTime;
  fromMs: number;
  toMs: number;
  /** Rules without an end; those with one are worked out at once. */
  rules: Rule[];
}

interface Onset {
  instant: number;
  offsetMs: number;
}

/** How far back the last change of an endless rule may lie. */
const lookBackYears = 4;

/**
 * A zone as a file defines it (VTIMEZONE, RFC 5545 §3.6.5). Used only where the TZID names no zone that is known.
 * @param budget of all zones of the file; the offsets of a zone may throw Unreadable when it is spent
 * @throws Unreadable when nothing in it can be used
 */
export function vtimezone(component: Component, budget: WorkBudget): Zone {
  const observances: Observance[] = [];
  const fixed: Onset[] = [];
  for (const child of component.children) {
    const observance = readObservance(child);
    if (observance === null) continue;
    observances.push(observance);
    fixed.push(...finiteOnsets(child, observance, budget));
  }
  const earliest = observances.toSorted((a, b) => a.start - b.start)[0];
  if (earliest === undefined) throw new Unreadable("the VTIMEZONE defines no offset");
  fixed.sort((a, b) => a.instant - b.instant);
  const id = component.properties.find(({ name }) => name === "TZID")?.value ?? "";
  return new DefinedZone(id, observances, fixed, earliest.fromMs, budget);
}

class DefinedZone implements Zone {
  readonly id: string;
  readonly #observances: Observance[];
  readonly #fixed: Onset[];
  readonly #before: number;
  readonly #budget: WorkBudget;
  readonly #years = new Map<number, Onset[]>();

  constructor(id: string, observances: Observance[], fixed: Onset[], before: number, budget: WorkBudget) {
    this.id = id;
    this.#observances = observances;
    this.#fixed = fixed;
    this.#before = before;
    this.#budget = budget;
  }

  offsetMs(instant: number): number {
    const fixed = last(this.#fixed, instant);
    const ruled = last(this.#ruled(new Date(instant).getUTCFullYear()), instant);
    if (fixed === undefined) return ruled?.offsetMs ?? this.#before;
    return ruled === undefined || ruled.instant < fixed.instant ? fixed.offsetMs : ruled.offsetMs;
  }

  /** Changes by endless rules that can count in this year. */
  #ruled(year: number): Onset[] {
    const known = this.#years.get(year);
    if (known !== undefined) return known;
    const from = wallTime({ year: year - lookBackYears, month: 1, day: 1 });
    const to = wallTime({ year: year + 1, month: 1, day: 2 });
    const onsets = this.#observances.flatMap((observance) =>
      observance.rules.flatMap((rule) => {
        const expansion = { rule, start: observance.start, dateOnly: false, from, to, budget: this.#budget };
        return [...expandRule(expansion)].map((wall) => onset(observance, wall));
      }),
    );
    onsets.sort((a, b) => a.instant - b.instant);
    this.#years.set(year, onsets);
    return onsets;
  }
}

const last = (onsets: Onset[], instant: number) => onsets.findLast((change) => change.instant <= instant);

const onset = (observance: Observance, wall: WallTime): Onset => ({
  instant: wall - observance.fromMs,
  offsetMs: observance.toMs,
});

function readObservance(component: Component): Observance | null {
  const value = (name: string) => component.properties.find((property) => property.name === name)?.value ?? "";
  const start = parseMoment(value("DTSTART"));
  const toMs = parseOffset(value("TZOFFSETTO"));
  if (start === null || toMs === null) return null;
  const rules = component.properties
    .filter(({ name }) => name === "RRULE")
    .map((property) => parseRule(property.value));
  return {
    start: start.kind === "utc" ? start.instant : start.wall,
    fromMs: parseOffset(value("TZOFFSETFROM")) ?? toMs,
    toMs,
    rules: rules.filter((rule) => rule.until === null && rule.count === null),
  };
}

/** DTSTART, RDATEs and the changes of rules that end. */
function finiteOnsets(component: Component, observance: Observance, budget: WorkBudget): Onset[] {
  const walls = new Set([observance.start]);
  for (const { name, value } of component.properties) {
    if (name === "RDATE") for (const wall of extraDates(value)) walls.add(wall);
    if (name !== "RRULE") continue;
    const rule = parseRule(value);
    if (rule.until === null && rule.count === null) continue;
    for (const wall of endingRule(rule, observance, budget)) walls.add(wall);
  }
  return [...walls].map((wall) => onset(observance, wall));
}

function* extraDates(value: string): Generator<WallTime> {
  for (const text of value.split(",")) {
    const moment = parseMoment(text.split("/")[0] ?? "");
    if (moment !== null) yield moment.kind === "utc" ? moment.instant : moment.wall;
  }
}

function* endingRule(rule: Rule, observance: Observance, budget: WorkBudget): Generator<WallTime> {
  const { until } = rule;
  const end = until === null ? wallTime({ year: 2200, month: 1, day: 1 }) : endOf(until, observance);
  let count = 0;
  for (const wall of expandRule({ rule, start: observance.start, dateOnly: false, from: null, to: end, budget })) {
    if (rule.count !== null && ++count > rule.count) return;
    yield wall;
  }
}

const endOf = (until: NonNullable<Rule["until"]>, observance: Observance) =>
  until.kind === "utc" ? until.instant + observance.fromMs : until.wall;

/** "+0530" or "-003644" to milliseconds. */
function parseOffset(text: string): number | null {
  const match = /^\s*([+-]?)(\d{2}):?(\d{2})(?::?(\d{2}))?\s*$/.exec(text);
  if (match === null) return null;
  const size = Number(match[2]) * hourMs + Number(match[3]) * minuteMs + Number(match[4] ?? 0) * secondMs;
  return match[1] === "-" ? -size : size;
}
