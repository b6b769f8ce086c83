import type { Page } from "playwright-core";
import type { StartedBrowser } from "../../browser/chromium.ts";
import { readPng } from "../../browser/png.ts";
import { until } from "../../processes/until.ts";
import { looksOf } from "./look.ts";
import type { PictureLook } from "./observations.ts";

/** Opens the panel and waits until Join is there. */
export async function openPanel({ context }: StartedBrowser, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(url);
  await joinButton(page).waitFor({ timeout: 30_000 });
  return page;
}

const joinButton = (page: Page) => page.locator("[data-hero=join] .hero-actions button").first();

/** Taps Join like a finger does. @returns when the page got the tap, wall clock in milliseconds */
export async function tapJoin(page: Page): Promise<number> {
  // Texts, not functions: they run in the page.
  await page.evaluate(`addEventListener("click", (event) => {
    window.tappedAt = performance.timeOrigin + event.timeStamp;
  }, { capture: true, once: true })`);
  await joinButton(page).click();
  return page.evaluate<number>("window.tappedAt");
}

export async function openDisplay({ context }: StartedBrowser, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(url);
  await page.waitForFunction("window.roomkeeperDisplay !== undefined");
  return page;
}

/** Remote pictures that the display says it has shown. */
export function displayedFrames(page: Page): Promise<number> {
  return page.evaluate<number>("window.roomkeeperDisplay.frames");
}

/** What the largest remote picture of the display looks like, from screenshots. Empty when none comes up. */
export async function lookAtDisplay(page: Page, times: number): Promise<PictureLook[]> {
  const area = await until("a remote picture on the display", 10_000, () => largestVideo(page)).catch(() => null);
  if (area === null) return [];
  const shots: Buffer[] = [];
  for (let time = 0; time < times; time++) shots.push(await page.screenshot({ clip: area }));
  return looksOf(shots.map(readPng));
}

interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Whole pixels: all screenshots are of one size then. */
function largestVideo(page: Page): Promise<Area | null> {
  return page.evaluate<Area | null>(`(() => {
    const size = ({ width, height }) => width * height;
    const areas = [...document.querySelectorAll("video")].map((video) => video.getBoundingClientRect());
    const [largest] = areas.sort((a, b) => size(b) - size(a));
    if (largest === undefined || size(largest) < 10000) return null;
    const x = Math.ceil(largest.x), y = Math.ceil(largest.y);
    return { x, y, width: Math.floor(largest.right) - x, height: Math.floor(largest.bottom) - y };
  })()`);
}
