import type { Page } from "playwright-core";

/** Drawn, with nothing under way any more; live streams stay open, so the network alone is no sign. For pictures, not for tests. */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector("main h1, main h2");
  await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1500 })));
}
