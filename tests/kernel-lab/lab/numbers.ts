import { slowness } from "../vm/machine.ts";

interface Noted {
  what: string;
  /** In the order in which they were measured. */
  values: number[];
  unit: string;
  /** On a real computer. */
  wanted: string;
}

/** What the scenarios measured. */
export class Numbers {
  readonly #noted: Noted[] = [];

  /** @param withinMs what a real computer must keep; told, not judged: here everything is slower */
  tookMs(what: string, ms: number, withinMs: number): void {
    const before = this.#noted.find((one) => one.what === what);
    if (before === undefined)
      this.#noted.push({ what, values: [Math.round(ms)], unit: "ms", wanted: `at most ${withinMs}` });
    else before.values.push(Math.round(ms));
  }

  note(what: string, value: number, unit: string, wanted: string): void {
    this.#noted.push({ what, values: [Math.round(value * 10) / 10], unit, wanted });
  }

  table(): string {
    const rows = this.#noted.map(({ what, values, unit, wanted }) => {
      const all = values.length > 1 ? ` (each: ${values.join(", ")})` : "";
      return `  ${what.padEnd(62)} ${`${Math.max(...values)} ${unit}`.padStart(10)}   ${wanted}${all}`;
    });
    return [`measured${slowness === 1 ? "" : " in emulation, which is some five times slower"}:`, ...rows].join("\n");
  }
}

/** How long to wait for what takes a real computer this long. */
export const patienceMs = (ms: number) => ms * slowness + 5000;
