import type { Page } from "playwright-core";
import { settled } from "./settled.ts";

/**
 * Walks through a page that has come to rest with Tab until it comes round.
 * @returns what can be pressed or written in and was not reached, by its name
 */
export async function unreachedByKeyboard(page: Page): Promise<string[]> {
  await settled(page);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (let step = 0; step < 300; step++) {
    await page.keyboard.press("Tab");
    const round = await page.evaluate(() => {
      const now = document.activeElement as HTMLElement | null;
      if (now === null || now === document.body || now.dataset.walked !== undefined) return true;
      now.dataset.walked = "";
      return false;
    });
    if (round) break;
  }
  return page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary");
    const left = [...all].filter(
      (one) => one.dataset.walked === undefined && !one.matches(":disabled") && one.checkVisibility(),
    );
    return left.map((one) => one.dataset.act ?? one.getAttribute("name") ?? one.textContent ?? one.tagName);
  });
}
