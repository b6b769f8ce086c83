import type { Browser, Page } from "playwright-core";
import { sizes } from "./browser.ts";
import { act } from "./open-panel.ts";
import type { StandIn } from "./stand-in-server.ts";

export async function openGuest(browser: Browser, standIn: StandIn, size: "panel" | "phone" = "panel"): Promise<Page> {
  const page = await browser.newPage({ viewport: sizes[size], reducedMotion: "reduce", locale: "en-GB" });
  await page.goto(`${standIn.origin}/guest`);
  await page.waitForSelector(".form");
  return page;
}

/** Opens the guest page, joins under a name and waits until it is in. */
export async function joinAsGuest(
  browser: Browser,
  standIn: StandIn,
  name: string,
  size: "panel" | "phone" = "panel",
): Promise<Page> {
  const page = await openGuest(browser, standIn, size);
  await page.waitForSelector(".own-picture video");
  await page.fill(".form-name", name);
  await page.click(act("join"));
  await page.waitForSelector(".guest-call");
  return page;
}
