import type { Page } from "playwright-core";

/**
 * Waits until nothing of the page is on its way: parts and answers that it waits for, fonts, pictures, and motion that has an end.
 * What the page looks like is measured only then.
 */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(isSettled, undefined, { polling: "raf" });
}

/** Runs inside the page, once a frame: everything it needs is in it. */
function isSettled(): boolean {
  const counted = globalThis as { settledFrames?: number };
  const hasEnd = ({ effect }: Animation) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY;
  // The bundled Chinese font's list comes when the page has nothing else to do; what is written in it changes its width then.
  const hasFonts = [...document.fonts].some(({ family }) => family.includes("Noto Sans SC"));
  const isStill =
    document.readyState === "complete" &&
    document.querySelector(".waiting[aria-busy=true]") === null &&
    hasFonts &&
    document.fonts.status === "loaded" &&
    [...document.images].every(({ complete, naturalWidth }) => complete || naturalWidth > 0) &&
    !document.getAnimations().some(hasEnd);
  // Fonts are asked for by the frame that draws with them: one quiet frame is not enough.
  counted.settledFrames = isStill ? (counted.settledFrames ?? 0) + 1 : 0;
  if (counted.settledFrames < 3) return false;
  counted.settledFrames = 0;
  return true;
}
