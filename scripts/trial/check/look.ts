import type { Pixels } from "../../browser/png.ts";
import type { PictureLook } from "./observations.ts";

/** Every so many pixels are enough to tell a picture from a plain surface. */
const step = 7;

/** Puts a series of screenshots of one size into numbers. */
export function looksOf(pictures: Pixels[]): PictureLook[] {
  const lumas = pictures.map(lumaOf);
  return lumas.map((luma, index) => {
    const before = index > 0 ? lumas[index - 1] : undefined;
    const meanLuma = mean(luma);
    const spread = Math.sqrt(mean(luma.map((value) => (value - meanLuma) ** 2)));
    const change = before === undefined ? null : mean(luma.map((value, at) => Math.abs(value - (before[at] ?? 0))));
    return { meanLuma, spread, change };
  });
}

/** ITU-R BT.601. */
function lumaOf({ data, channels }: Pixels): number[] {
  const luma: number[] = [];
  for (let at = 0; at + 2 < data.length; at += channels * step) {
    luma.push(0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0));
  }
  return luma;
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
