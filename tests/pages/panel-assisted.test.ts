import type { Page } from "playwright-core";
import { beforeEach, describe, expect, test } from "vitest";
import { catalogues } from "../../src/web/shared/catalogue/index.ts";
import { seriousFindings } from "./support/accessibility.ts";
import { inWindow, offer, offered } from "./support/assisted-cases.ts";
import { flawsOf, noFlaws } from "./support/look.ts";
import { act, openPanel } from "./support/open-panel.ts";
import { browser, rigUp, standIn } from "./support/pages-rig.ts";
import { idle } from "./support/room-states.ts";
import { settled } from "./support/settled.ts";
import { showState } from "./support/show-state.ts";
import { problemOf } from "./support/stand-in-server.ts";

const words = catalogues.en.assisted;
const code = {
  service: "teams",
  url: "https://teams.microsoft.com/meet/2345678901234?p=abc",
  meetingId: "234 567 890 123 4",
  passcode: "xY3z",
  offer: offer("ready"),
};

rigUp();
beforeEach(() => {
  standIn.invitation = () => code;
});

const sheetText = (page: Page) => page.textContent("dialog[open]");
const pointers = () => standIn.intents.filter(({ type }) => type === "pointer");

describe("before it is opened", () => {
  test("people read what will not work and what is asked of them; only then it opens", async () => {
    const page = await openPanel(browser, standIn, offered("ready"));
    await page.click(`.hero ${act("openHere")}`);
    await page.waitForSelector("dialog[open] .qr");
    const text = await sheetText(page);
    for (const limit of offer("ready").limits) expect(text).toContain(words.limits[limit]);
    for (const need of offer("ready").needs) expect(text).toContain(words.needs[need]);
    expect(text).toContain("Chromium 156");
    expect(standIn.intents).toEqual([]);
    await page.click(act("openAssisted"));
    await expect.poll(() => standIn.intents).toEqual([{ type: "openAssisted", bookingId: "b9" }]);
    await showState(page, standIn, inWindow({ phase: "opening", openedAt: null }));
    await expect.poll(() => page.locator("dialog[open]").count()).toBe(0);
  });

  test("without a window: link, number and code for people's own devices, and why", async () => {
    const page = await openPanel(browser, standIn, offered("no-display"));
    await page.click(`.hero ${act("otherWays")}`);
    await page.waitForSelector("dialog[open] .qr");
    const text = await sheetText(page);
    expect(text).toContain(words.closed["no-display"]);
    expect(text).toContain(code.meetingId);
    expect(text).toContain(code.passcode);
    await expect.poll(() => page.locator(act("openAssisted")).count()).toBe(0);
  });

  test("a link that cannot be had is said", async () => {
    standIn.invitation = () => problemOf("intent.impossible", "this booking is over");
    const page = await openPanel(browser, standIn, offered("off"));
    await page.click(`.hero ${act("otherWays")}`);
    await page.waitForFunction((text) => document.querySelector("dialog")?.textContent?.includes(text), words.noLink);
  });

  test("a typed link of another service leads to its page instead of an end", async () => {
    const page = await openPanel(browser, standIn, idle());
    standIn.answer = (intent) => (intent.type === "join" ? problemOf("meeting.assisted", "not by itself") : "accepted");
    await page.click(act("joinByName"));
    await page.fill(".join-field", "https://zoom.us/j/123456789");
    await page.click(act("joinTyped"));
    await page.click(`dialog ${act("openHere")}`);
    await page.click(act("openAssisted"));
    await expect
      .poll(() => standIn.intents.at(-1))
      .toEqual({ type: "openAssisted", link: "https://zoom.us/j/123456789" });
  });

  test.each(["panel", "phone"] as const)("the sheet cuts no text and can be read by everybody (%s)", async (size) => {
    const page = await openPanel(browser, standIn, offered("ready"), { size });
    await page.click(`.hero ${act("openHere")}`);
    await page.waitForSelector("dialog[open] .qr");
    expect(await flawsOf(page, { textSize: 18, targetSize: 64, scrolls: true })).toEqual(noFlaws);
    expect(await seriousFindings(page)).toEqual([]);
  });
});

describe("while it is open", () => {
  test("the pad moves, clicks by a tap, and keeps to what the daemon takes a second", async () => {
    const page = await openPanel(browser, standIn, inWindow());
    await settled(page);
    const pad = (await page.locator(act("pad")).boundingBox())!;
    const [x, y] = [pad.x + 100, pad.y + 100];
    // Until the first movement is answered the others wait, and become one.
    standIn.answer = () => null;
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 150, y + 60, { steps: 20 });
    await page.mouse.up();
    await expect.poll(() => pointers().length).toBe(1);
    standIn.answer = () => "accepted";
    standIn.release();
    const moved = () =>
      pointers().reduce((sum, one) => ("dx" in one ? { dx: sum.dx + one.dx, dy: sum.dy + one.dy } : sum), {
        dx: 0,
        dy: 0,
      });
    await expect.poll(() => Math.abs(moved().dx - 300)).toBeLessThan(25);
    expect(Math.abs(moved().dy - 120)).toBeLessThan(15);
    expect(pointers().length).toBe(2);
    await page.mouse.move(x, y);
    // A tap is short: neither waits for the other.
    await Promise.all([page.mouse.down(), page.mouse.up()]);
    await expect.poll(() => pointers().at(-1)).toEqual({ type: "pointer", action: "click" });
  });

  test("keys, wheel and texts reach the display", async () => {
    const page = await openPanel(browser, standIn, inWindow());
    await page.click(act("scrollDown"));
    await page.click(act("tab"));
    await page.click(act("typing"));
    await page.fill("dialog input", "Oak");
    await page.click(act("typeIt"));
    await expect.poll(pointers).toEqual([
      { type: "pointer", action: "scroll", steps: 3 },
      { type: "pointer", action: "key", key: "tab" },
      { type: "pointer", action: "type", text: "Oak" },
    ]);
    await expect.poll(() => page.locator("dialog[open]").count()).toBe(0);
  });

  test("somebody with a keyboard steers, too", async () => {
    const page = await openPanel(browser, standIn, inWindow());
    await page.focus(act("pad"));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(pointers).toEqual([
      { type: "pointer", action: "move", dx: 0, dy: 24 },
      { type: "pointer", action: "click" },
    ]);
  });

  test("Leave is a wish to leave, and it works until the devices are back", async () => {
    const page = await openPanel(browser, standIn, inWindow());
    await page.click(act("leave"));
    await expect.poll(() => standIn.intents).toEqual([{ type: "leave" }]);
    await showState(page, standIn, inWindow({ phase: "closing" }));
    await expect.poll(() => page.isDisabled(act("leave"))).toBe(true);
    await showState(page, standIn, offered("ready"));
    await expect.poll(() => page.locator(".hero").count()).toBe(1);
  });

  test("without a pointer the panel says so instead of a pad that does nothing", async () => {
    const page = await openPanel(browser, standIn, inWindow({ pointer: false }));
    await expect.poll(() => page.locator(act("pad")).count()).toBe(0);
    await expect.poll(() => page.textContent("main")).toContain(words.noPad);
  });
});
