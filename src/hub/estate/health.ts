/** What was measured of one thing in a while. */
export interface Measured {
  count: number;
  sum: number;
  min: number;
  max: number;
}

/** By name, such as `cpuPercent`. */
export type Health = Record<string, Measured>;

const mostNames = 40;

/** Adds a sample; what is no number, or one name too many, is left out. */
export function addSample(health: Health, values: Readonly<Record<string, number>>): Health {
  const sample = Object.entries(values).filter(([, value]) => Number.isFinite(value));
  return addHealth(health, Object.fromEntries(sample.map(([name, value]) => [name, one(value)])));
}

const one = (value: number): Measured => ({ count: 1, sum: value, min: value, max: value });

/** Both together, as if measured in one while. */
export function addHealth(before: Health, more: Health): Health {
  const both = new Map(Object.entries(before));
  for (const [name, added] of Object.entries(more)) {
    const known = both.get(name);
    if (known === undefined && both.size >= mostNames) continue;
    both.set(name, known === undefined ? added : joined(known, added));
  }
  return Object.fromEntries(both);
}

const joined = (a: Measured, b: Measured): Measured => ({
  count: a.count + b.count,
  sum: a.sum + b.sum,
  min: Math.min(a.min, b.min),
  max: Math.max(a.max, b.max),
});

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A room's clock is believed for what waited in its queue, not for more. */
const oldestMs = dayMs;
const aheadMs = 5 * 60_000;

/** When a sample was taken, by the hub's clock: a room's own may be wrong. */
export const sampleTime = (at: number, now: number): number => (at > now + aheadMs || at < now - oldestMs ? now : at);

export const startOf = (period: "h" | "d", at: number): number => {
  const length = period === "h" ? hourMs : dayMs;
  return at - (at % length);
};
