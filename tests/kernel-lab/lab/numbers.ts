import { hasAcceleration } from "../vm/machine.ts";

/** Emulated processors take about this much longer. */
const slowness = hasAcceleration() ? 1 : 5;

export interface Noted {
  what: string;
  value: number;
  unit: string;
  /** On a real computer. */
  wanted: string;
}

/** What the scenarios measured. */
export class Numbers {
  readonly noted: Noted[] = [];

  /** @param withinMs what a real computer must keep; told, not judged: here everything is slower */
  tookMs(what: string, ms: number, withinMs: number): void {
    this.noted.push({ what, value: Math.round(ms), unit: "ms", wanted: `at most ${withinMs}` });
  }

  note(what: string, value: number, unit: string, wanted: string): void {
    this.noted.push({ what, value: Math.round(value * 10) / 10, unit, wanted });
  }

  table(): string {
    const rows = this.noted.map(
      ({ what, value, unit, wanted }) => `  ${what.padEnd(62)} ${`${value} ${unit}`.padStart(10)}   ${wanted}`,
    );
    return [`measured${slowness === 1 ? "" : " in emulation, which is some five times slower"}:`, ...rows].join("\n");
  }
}

/** How long to wait for what takes a real computer this long. */
export const patienceMs = (ms: number) => ms * slowness + 5000;
