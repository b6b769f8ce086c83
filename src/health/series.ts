import { Counter, Gauge, type Registry } from "prom-client";

type Labels = Readonly<Record<string, string>>;

/** One value of a series, with its labels. */
export type Reading = readonly [labels: Labels, value: number];

interface Series {
  /** Without the prefix that all of ours have. */
  name: string;
  help: string;
  labels?: readonly string[];
}

const named = (name: string) => `roomkeeper_${name}`;

/** A gauge whose values are read when Prometheus asks; what is not read is absent, not zero. */
export function addGauge(
  registry: Registry,
  { name, help, labels = [] }: Series,
  read: () => readonly Reading[],
): void {
  new Gauge({
    name: named(name),
    help,
    labelNames: [...labels],
    registers: [registry],
    collect() {
      this.reset();
      if (labels.length === 0) this.remove(); // reset makes it 0
      for (const [of, value] of read()) this.set(of, value);
    },
  });
}

/** A count that its owner keeps; it may begin anew. Absent while there is no owner. */
export function addCount(registry: Registry, { name, help }: Series, read: () => number | null): void {
  new Counter({
    name: `${named(name)}_total`,
    help,
    registers: [registry],
    collect() {
      this.reset();
      const value = read();
      if (value === null) this.remove();
      else this.inc(value);
    },
  });
}

/** A counter that is counted here. */
export function addCounter<L extends string>(
  registry: Registry,
  { name, help, labels }: Series & { labels: readonly L[] },
) {
  return new Counter<L>({ name: `${named(name)}_total`, help, labelNames: [...labels], registers: [registry] });
}

/** How many of each. */
export function tally(things: readonly Labels[]): Reading[] {
  const counts = new Map<string, [Labels, number]>();
  for (const labels of things) {
    const key = JSON.stringify(labels);
    counts.set(key, [labels, (counts.get(key)?.[1] ?? 0) + 1]);
  }
  return [...counts.values()];
}
