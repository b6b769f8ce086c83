export interface Spread {
  median: number;
  p95: number;
  max: number;
  count: number;
}

/** @returns null without values */
export function spreadOf(values: number[]): Spread | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] as number;
  return { median: tenth(at(0.5)), p95: tenth(at(0.95)), max: tenth(at(1)), count: sorted.length };
}

const tenth = (value: number) => Math.round(value * 10) / 10;
