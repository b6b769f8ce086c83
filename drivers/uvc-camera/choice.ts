import type { PixelFormat, VideoMode } from "../../src/domain/capability.ts";
import type { Wishes } from "../../src/driver-contract/index.ts";

type Wanted = Wishes["cameraSize"];

export interface Choice {
  readonly mode: VideoMode;
  /** For IT: why this mode, and what was passed over. */
  readonly why: string;
}

/** Cheapest first: MJPEG decodes fast and fits USB 2; raw pictures cost the bus; H.264 decodes slowly and adds delay. */
const formatOrder: readonly PixelFormat[] = ["mjpeg", "nv12", "yuy2", "i420", "bgr", "rgb", "h264"];

/** A picture that moves less often than this is worse than a smaller one. */
const leastShareOfRate = 0.6;

/**
 * The mode to open for a wanted size and rate: one that moves well enough; the wanted size, else the next larger one (it is
 * scaled down), else the largest; the wanted shape before another; the rate nearest to the wanted; the cheapest format.
 * @param only restrict to one format, when the settings say so
 */
export function chooseMode(modes: readonly VideoMode[], wanted: Wanted, only?: PixelFormat): Choice | null {
  const candidates = modes.filter((mode) => only === undefined || mode.format === only);
  const [mode] = [...candidates].sort((a, b) => compare(costs(a, wanted), costs(b, wanted)));
  return mode === undefined ? null : { mode, why: explain(mode, candidates, wanted, only) };
}

/** Compared in order; less is better. */
function costs(mode: VideoMode, wanted: Wanted): number[] {
  const pixels = mode.width * mode.height;
  const isLarger = mode.width >= wanted.width && mode.height >= wanted.height;
  const isExact = mode.width === wanted.width && mode.height === wanted.height;
  const shape = Math.abs(mode.width / mode.height - wanted.width / wanted.height) > 0.02 ? 1 : 0;
  const isSlow = mode.framesPerSecond < wanted.framesPerSecond * leastShareOfRate;
  const sizeClass = isExact ? 0 : isLarger ? 1 : 2;
  return [
    isSlow ? 1 : 0,
    sizeClass,
    sizeClass === 1 ? shape : 0,
    isLarger ? pixels : -Math.min(mode.width * wanted.height, mode.height * wanted.width),
    sizeClass === 2 ? shape : 0,
    rateCost(mode.framesPerSecond, wanted.framesPerSecond),
    formatOrder.indexOf(mode.format),
  ];
}

/** 29.97 is as good as 30. Too fast costs a decoder a little; too slow is seen. */
function rateCost(rate: number, wanted: number): number {
  const difference = Math.round(rate) - wanted;
  return difference >= 0 ? difference : -difference * 4;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return (a[at] as number) - (b[at] as number);
  return 0;
}

export const formatNames: Readonly<Record<PixelFormat, string>> = {
  mjpeg: "MJPEG",
  h264: "H.264",
  nv12: "NV12",
  yuy2: "YUY2",
  i420: "I420",
  bgr: "BGR",
  rgb: "RGB",
};

const sizeOf = ({ width, height }: { width: number; height: number }) => `${width}x${height}`;

function explain(mode: VideoMode, all: readonly VideoMode[], wanted: Wanted, only: PixelFormat | undefined): string {
  const here = all.filter((one) => sizeOf(one) === sizeOf(mode) && one.format !== mode.format);
  const others = [...new Set(here.map((one) => formatNames[one.format]))];
  const size = sizeReason(mode, all, wanted);
  const format = only !== undefined ? "the format that the settings name" : formatReason(mode, others);
  return `${formatNames[mode.format]} ${sizeOf(mode)} at ${round(mode.framesPerSecond)}: ${size}; ${format}`;
}

function sizeReason(mode: VideoMode, all: readonly VideoMode[], wanted: Wanted): string {
  if (sizeOf(mode) === sizeOf(wanted)) return "the wanted size";
  const exact = all.filter((one) => sizeOf(one) === sizeOf(wanted));
  const fastest = Math.max(0, ...exact.map((one) => one.framesPerSecond));
  const missing = exact.length === 0 ? `no ${sizeOf(wanted)}` : `${sizeOf(wanted)} only at ${round(fastest)}`;
  const instead =
    mode.width >= wanted.width && mode.height >= wanted.height ? "the next larger" : "the largest that moves well";
  return `${missing}, so ${instead}`;
}

function formatReason(mode: VideoMode, others: readonly string[]): string {
  return others.length === 0
    ? "no other format at this size"
    : `costs least of ${[formatNames[mode.format], ...others].join(", ")}`;
}

const round = (rate: number) => Math.round(rate * 100) / 100;
