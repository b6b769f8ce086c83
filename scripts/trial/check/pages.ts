import type { Page } from "playwright-core";
import type { StartedBrowser } from "../../browser/chromium.ts";
import { type Pixels, readPng } from "../../browser/png.ts";

/** Pages come from a room that may be slow, to a browser that may be: a broken one is told soon enough. */
const pageWithinMs = 60_000;

async function openPage({ context }: StartedBrowser, url: string, size: { width: number; height: number }) {
  const page = await context.newPage();
  page.setDefaultTimeout(pageWithinMs);
  await page.setViewportSize(size);
  await page.goto(url);
  return page;
}

/** Opens the panel and waits until Join is there. */
export async function openPanel(browser: StartedBrowser, url: string): Promise<Page> {
  const page = await openPage(browser, url, { width: 1280, height: 800 });
  await joinButton(page).waitFor();
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

export async function openDisplay(browser: StartedBrowser, url: string): Promise<Page> {
  const page = await openPage(browser, url, { width: 1920, height: 1080 });
  await page.waitForFunction("window.roomkeeperDisplay !== undefined");
  return page;
}

/** Remote pictures that the display says it has shown. */
export function displayedFrames(page: Page): Promise<number> {
  return page.evaluate<number>("window.roomkeeperDisplay.frames");
}

/** A screenshot of the largest remote picture of the display; null when there is none. */
export async function shootDisplay(page: Page): Promise<Pixels | null> {
  const area = await largestVideo(page);
  return area === null ? null : readPng(await page.screenshot({ clip: area }));
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
