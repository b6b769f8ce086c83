import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { act, openPanel } from "./support/open-panel.ts";
import { idle, inCall, now, source } from "./support/room-states.ts";
import { type StandIn, startStandIn } from "./support/stand-in-server.ts";

let standIn: StandIn;
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

beforeEach(async () => {
  standIn = await startStandIn(idle(), now);
  return () => standIn.close();
});

afterAll(() => browser.close());

test("a broken line greys the controls and says so plainly; what is shown stays", async () => {
  const page = await openPanel(browser, standIn, inCall());
  standIn.refusing = true;
  standIn.drop();
  await page.waitForSelector('[data-link="lost"]');
  expect(await page.getAttribute(".notices", "data-notice")).toBe("lost");
  expect(await page.textContent(".notices")).toContain("This panel has lost the room computer.");
  expect(await page.isDisabled(act("microphone"))).toBe(true);
  expect(await page.isDisabled(act("leave"))).toBe(true);
  expect(await page.isDisabled(".volume-slider")).toBe(true);
  expect(await page.textContent(".header-name")).toBe("Design review");
  expect(await page.isDisabled(act("language"))).toBe(false);
  standIn.refusing = false;
  await page.waitForSelector('[data-link="live"]');
  await page.click(act("microphone"));
  await expect.poll(() => standIn.intents).toEqual([{ type: "setMicrophone", on: false }]);
  await page.close();
});

test("a wish that was on its way when the line broke is neither lost silently nor sent twice", async () => {
  const page = await openPanel(browser, standIn, inCall());
  standIn.answer = () => null;
  await page.click(act("leave"));
  await expect.poll(() => standIn.intents.length).toBe(1);
  standIn.drop();
  await page.waitForSelector('[data-notice="disappointment"]');
  await page.waitForSelector('[data-link="live"]');
  expect(await page.getAttribute(act("leave"), "aria-busy")).toBe("false");
  expect(standIn.intents).toEqual([{ type: "leave" }]);
  await page.close();
});

test("the daemon restarts: the panel comes back by itself with the daemon's new state", async () => {
  const page = await openPanel(browser, standIn, inCall());
  const port = Number(new URL(standIn.origin).port);
  await standIn.close();
  await page.waitForSelector('[data-link="lost"]');
  standIn = await startStandIn(inCall({ microphone: source(false) }), now, port);
  await page.waitForSelector('[data-link="live"]');
  await page.waitForSelector(`${act("microphone")}[data-tone=off]`);
  await page.close();
});

test("a daemon with newer pages gets its newer page, but not in the middle of a meeting", async () => {
  const page = await openPanel(browser, standIn, inCall());
  await page.evaluate(() => {
    document.querySelector("script[type=module]")!.setAttribute("src", "/assets/panel-of-last-week.js");
    document.documentElement.dataset.before = "yes";
  });
  standIn.drop();
  await page.waitForSelector('[data-link="lost"]');
  await page.waitForSelector('[data-link="live"]');
  await page.waitForLoadState("networkidle");
  expect(await page.evaluate(() => document.documentElement.dataset.before)).toBe("yes");
  standIn.show(idle());
  await page.waitForSelector("html:not([data-before])");
  await page.waitForSelector('[data-view="home"]');
  await page.close();
});

test("a line that has gone silent counts as broken", async () => {
  const page = await openPanel(browser, standIn, inCall(), { ownClock: true });
  standIn.refusing = true;
  await page.clock.runFor(25_000);
  await page.waitForSelector('[data-link="lost"]', { state: "attached" });
  await page.close();
});
