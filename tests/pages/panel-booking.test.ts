import { expect, test } from "vitest";
import { act, openPanel } from "./support/open-panel.ts";
import { browser, rigUp, standIn } from "./support/pages-rig.ts";
import { idle, inMinutes } from "./support/room-states.ts";
import { showState } from "./support/show-state.ts";
import { problemOf } from "./support/stand-in-server.ts";

rigUp();

const bookable = idle({
  agenda: [],
  availability: { free: true, until: inMinutes(50) },
  offers: { ...idle().offers, bookNow: true },
});

test("the room is booked for what is free, and the sheet goes when the calendar says so", async () => {
  const page = await openPanel(browser, standIn, bookable);
  await page.locator(act("book")).click();
  await expect
    .poll(() => page.locator("[data-act^='book-']").allTextContents())
    .toEqual(["For 15 min", "For 30 min", "For 45 min"]);
  await page.locator(act("book-30")).click();
  await expect.poll(() => standIn.intents).toEqual([{ type: "bookNow", minutes: 30 }]);
  await showState(page, standIn, { ...bookable, availability: { free: false, until: inMinutes(30) } });
  await page.locator("dialog").waitFor({ state: "detached" });
});

test("a calendar that refuses is said in the sheet", async () => {
  const page = await openPanel(browser, standIn, bookable);
  standIn.answer = () => problemOf("calendar.refused", "no rights to write");
  await page.locator(act("book")).click();
  await page.locator(act("book-15")).click();
  await page.locator("dialog [role=alert]").waitFor();
});

test("a calendar that is only read offers no booking", async () => {
  const page = await openPanel(browser, standIn, { ...bookable, offers: idle().offers });
  await expect.poll(() => page.locator(act("book")).count()).toBe(0);
});

test("nobody came, it seems: one touch keeps the booking", async () => {
  const noShow = { bookingId: "b1", title: "Design review", at: inMinutes(1.5) };
  const page = await openPanel(browser, standIn, idle({ noShow }));
  await page.getByText(/Is anybody here\?/).waitFor();
  await page.locator(act("checkIn")).click();
  await expect.poll(() => standIn.intents).toEqual([{ type: "checkIn" }]);
  await showState(page, standIn, idle());
  await page.locator(act("checkIn")).waitFor({ state: "detached" });
});
