import { expect, test } from "vitest";
import { sizes } from "./support/browser.ts";
import { act, openPanel } from "./support/open-panel.ts";
import { browser, rigUp, standIn } from "./support/pages-rig.ts";
import { inCall, messages, now } from "./support/room-states.ts";
import { settled } from "./support/settled.ts";
import { showState } from "./support/show-state.ts";

rigUp();

test("messages: the newest is said beside the people, all are in the sheet, and looking makes them old", async () => {
  const page = await openPanel(browser, standIn, inCall({ chat: messages }));
  await page.getByText("2 new messages").click();
  const sheet = page.locator("dialog");
  await sheet.getByText("The agenda: https://wiki.example.org/review").waitFor();
  await sheet.getByText("请大家先看第三页的图").waitFor();
  await expect.poll(() => sheet.locator("a").count()).toBe(0);
  await page.locator(act("close")).click();
  await page.locator(act("messages"), { hasText: /^Messages$/ }).waitFor();
});

test("the hand: the button asks, the state answers", async () => {
  const page = await openPanel(browser, standIn, inCall({ hand: { raised: false } }));
  await page.getByText("Raise hand").click();
  await expect.poll(() => standIn.intents).toEqual([{ type: "raiseHand", raised: true }]);
  await showState(page, standIn, inCall({ hand: { raised: true } }));
  await page.getByText("Lower hand").waitFor();
});

test.each(["en", "zh"] as const)(
  "beside the people, what the room works with is not cut off (%s)",
  async (language) => {
    const page = await openPanel(browser, standIn, inCall({ hand: { raised: false }, chat: messages }));
    const state = inCall({ hand: { raised: false } });
    await showState(page, standIn, { ...state, room: { ...state.room, language } });
    await settled(page);
    const [shown, whole] = await page
      .locator(".side-cards")
      .evaluate((cards) => [cards.clientHeight, cards.scrollHeight] as const);
    expect(whole).toBe(shown);
  },
);

test("a service without hands has no button for one", async () => {
  const page = await openPanel(browser, standIn, inCall({ chat: messages }));
  await expect.poll(() => page.locator(act("raiseHand")).count()).toBe(0);
});

test("what the host withdraws is said on the control and as a sentence", async () => {
  const page = await openPanel(browser, standIn, inCall({ withheld: ["microphone"] }));
  await page.locator(act("microphone"), { hasText: "Speaking not allowed" }).waitFor();
  await page.getByText("The host does not let this room speak.").waitFor();
});

test("the display shows the newest message for a moment, the raised hand as long as it is up", async () => {
  const page = await browser.newPage({ viewport: sizes.display, reducedMotion: "reduce" });
  await page.goto(`${standIn.origin}/display`);
  await showState(page, standIn, inCall({ chat: messages, hand: { raised: true } }));
  await page.locator("[data-message='2']", { hasText: "李伟" }).waitFor();
  await page.locator("[data-badge='hand']").waitFor();
  await showState(page, standIn, inCall({ chat: messages }), new Date(Date.parse(now) + 60_000).toISOString());
  await page.locator("[data-message]").waitFor({ state: "detached" });
  await page.locator("[data-badge='hand']").waitFor({ state: "detached" });
});
