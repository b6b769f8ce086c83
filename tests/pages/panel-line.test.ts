import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { closePages, launchBrowser } from "./support/browser.ts";
import { act, openPanel } from "./support/open-panel.ts";
import { idle, inCall, now, source } from "./support/room-states.ts";
import { showState } from "./support/show-state.ts";
import { type StandIn, startStandIn } from "./support/stand-in-server.ts";

let standIn: StandIn;
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

beforeEach(async () => {
  standIn = await startStandIn(idle(), now);
  return async () => {
    await closePages(browser);
    await standIn.close();
  };
});

afterAll(() => browser.close());

test("a broken line greys the controls and says so plainly; what is shown stays", async () => {
  const page = await openPanel(browser, standIn, inCall());
  standIn.refusing = true;
  standIn.drop();
  await page.waitForSelector('[data-link="lost"]');
  await expect.poll(() => page.getAttribute(".notices", "data-notice")).toBe("lost");
  await expect.poll(() => page.textContent(".notices")).toContain("This panel has lost the room computer.");
  await expect.poll(() => page.isDisabled(act("microphone"))).toBe(true);
  await expect.poll(() => page.isDisabled(act("leave"))).toBe(true);
  await expect.poll(() => page.isDisabled(".volume-slider")).toBe(true);
  await expect.poll(() => page.textContent(".header-name")).toBe("Design review");
  await expect.poll(() => page.isDisabled(act("language"))).toBe(false);
  standIn.refusing = false;
  await page.waitForSelector('[data-link="live"]');
  await page.click(act("microphone"));
  await expect.poll(() => standIn.intents).toEqual([{ type: "setMicrophone", on: false }]);
});

test("a wish that was on its way when the line broke is neither lost silently nor sent twice", async () => {
  const page = await openPanel(browser, standIn, inCall());
  standIn.answer = () => null;
  await page.click(act("leave"));
  await expect.poll(() => standIn.intents.length).toBe(1);
  standIn.drop();
  await page.waitForSelector('[data-notice="disappointment"]');
  await page.waitForSelector('[data-link="live"]');
  await expect.poll(() => page.getAttribute(act("leave"), "aria-busy")).toBe("false");
  expect(standIn.intents).toEqual([{ type: "leave" }]);
});

test("the daemon restarts: the panel comes back by itself with the daemon's new state", async () => {
  const page = await openPanel(browser, standIn, inCall());
  const port = Number(new URL(standIn.origin).port);
  await standIn.close();
  await page.waitForSelector('[data-link="lost"]');
  standIn = await startStandIn(inCall({ microphone: source(false) }), now, port);
  await page.waitForSelector('[data-link="live"]');
  await page.waitForSelector(`${act("microphone")}[data-tone=off]`);
});

test("a daemon with newer pages gets its newer page, but not in the middle of a meeting", async () => {
  const page = await openPanel(browser, standIn, inCall());
  await page.evaluate(() => {
    document.querySelector("script[type=module]")!.setAttribute("src", "/assets/panel-of-last-week.js");
    document.documentElement.dataset.before = "yes";
  });
  // Once the line is back the page looks which pages the daemon has.
  const asked = page.waitForResponse((response) => response.url().endsWith("/panel"));
  standIn.refusing = true;
  standIn.drop();
  await page.waitForSelector('[data-link="lost"]');
  standIn.refusing = false;
  await page.waitForSelector('[data-link="live"]');
  await (await asked).finished();
  await showState(page, standIn, inCall());
  expect(await page.evaluate(() => document.documentElement.dataset.before)).toBe("yes");
  standIn.show(idle());
  await page.waitForSelector("html:not([data-before])");
  await page.waitForSelector('[data-view="home"]');
});

test("a line that has gone silent counts as broken", async () => {
  const page = await openPanel(browser, standIn, inCall(), { clock: "runs" });
  standIn.refusing = true;
  await page.clock.runFor(25_000);
  await page.waitForSelector('[data-link="lost"]', { state: "attached" });
});
