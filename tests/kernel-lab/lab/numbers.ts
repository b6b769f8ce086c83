import { slowness } from "../vm/machine.ts";

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

  /** @param withinMs what a real computer must keep; told, not judged: here everything is slower. Of several the longest is kept. */
  tookMs(what: string, ms: number, withinMs: number): void {
    const before = this.noted.find((one) => one.what === what);
    if (before === undefined)
      this.noted.push({ what, value: Math.round(ms), unit: "ms", wanted: `at most ${withinMs}` });
    else before.value = Math.max(before.value, Math.round(ms));
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
