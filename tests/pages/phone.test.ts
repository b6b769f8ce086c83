import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { seriousFindings } from "./support/accessibility.ts";
import { sizes } from "./support/browser.ts";
import { flawsOf, noFlaws } from "./support/look.ts";
import { act } from "./support/open-panel.ts";
import { browser, rigUp, standIn } from "./support/pages-rig.ts";
import { idle, now } from "./support/room-states.ts";
import { showState } from "./support/show-state.ts";
import { problemOf } from "./support/stand-in-server.ts";

rigUp();

let asked: [string, unknown][];
beforeEach(() => {
  asked = [];
});

async function openPhone(answer: (path: string) => object): Promise<Page> {
  standIn.phone = (path, body) => {
    asked.push([path, body === "" ? null : JSON.parse(body)]);
    return answer(path);
  };
  const page = await browser.newPage({ viewport: sizes.phone, reducedMotion: "reduce" });
  await page.goto(`${standIn.origin}/phone#ABCD2345`);
  return page;
}

test("a pasted link goes to the room, once, with the scanned code", async () => {
  const page = await openPhone(() => ({}));
  await page.locator("input").fill(" https://meet.example.org/rooms/oak ");
  await page.locator(act("send")).click();
  await page.getByText("The room has the link.").waitFor();
  expect(asked).toEqual([["/api/phone/link", { code: "ABCD2345", link: "https://meet.example.org/rooms/oak" }]]);
  await expect.poll(() => page.locator("button").count()).toBe(0);
});

test("the room's meeting is opened on the phone", async () => {
  const page = await openPhone((path) =>
    path === "/api/phone/meeting" ? { url: `${standIn.origin}/guest?from=room` } : {},
  );
  await page.locator(act("openMeeting")).click();
  await page.waitForURL("**/guest?from=room");
});

test("an answer that is no page is not opened", async () => {
  const page = await openPhone(() => ({ url: "javascript:document.title='bad'" }));
  await page.locator(act("openMeeting")).click();
  await expect.poll(() => asked.length).toBe(1);
  await page.locator(`${act("openMeeting")}[aria-busy=false]`).waitFor();
  await expect.poll(() => page.title()).toBe("Roomkeeper");
});

test("a used code says so and what to do; the page is readable and can be used by everybody", async () => {
  const page = await openPhone(() => problemOf("phone.code", "used"));
  await page.locator(act("openMeeting")).click();
  await page.getByText("This code was used or is too old.").waitFor();
  expect(await flawsOf(page, { textSize: 16, targetSize: 48, scrolls: true })).toEqual(noFlaws);
  expect(await seriousFindings(page)).toEqual([]);
});

test("the display shows the code while the room is idle, and takes it away when phones are off", async () => {
  standIn.phone = () => ({ url: "http://oak.example.org:8420/phone#ABCD2345", expiresAt: now });
  const display = await browser.newPage({ viewport: sizes.display, reducedMotion: "reduce" });
  await display.goto(`${standIn.origin}/display`);
  await showState(display, standIn, idle({ offers: { ...idle().offers, phone: true } }));
  await display.locator("[data-code=phone] .qr").waitFor();
  expect(await flawsOf(display, { textSize: 32, targetSize: 0, scrolls: false })).toEqual(noFlaws);
  await showState(display, standIn, idle());
  await display.locator("[data-code=phone]").waitFor({ state: "detached" });
});
