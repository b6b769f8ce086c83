import type { Page } from "playwright-core";
import { settled } from "./settled.ts";

/** Drawn, with nothing under way any more, not even in parts of the page: for pictures of the console. */
export async function drawn(page: Page): Promise<void> {
  await page.waitForSelector("main h1, main h2");
  await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
  await settled(page);
}
