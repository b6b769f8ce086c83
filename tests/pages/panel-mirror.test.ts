import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RunningRoom } from "../integration/room/running-room.ts";
import { type RunningLiveKit, startLiveKit } from "../integration/support/livekit-server.ts";
import { launchBrowser, sizes } from "./support/browser.ts";
import { act } from "./support/open-panel.ts";

let server: RunningLiveKit;
let room: RunningRoom;
let browser: Browser;

beforeAll(async () => {
  server = await startLiveKit();
  room = await RunningRoom.start(server);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await room?.stop();
  await server?.stop();
});

test("on a real room's panel people see themselves move, hear the test tone, and can report a problem", async () => {
  const page = await browser.newPage({ viewport: sizes.panel });
  await page.goto(`${room.origin}/panel`);
  await page.click(act("devices"));
  const shown = () =>
    page.evaluate(() => {
      const image = document.querySelector<HTMLImageElement>(".mirror-picture");
      return { width: image?.naturalWidth ?? 0, source: image?.src ?? "" };
    });
  await expect.poll(async () => (await shown()).width).toBe(320);
  const { source } = await shown();
  await expect.poll(async () => (await shown()).source).not.toBe(source);
  // It lasts a second: on a busy machine the meter may miss one.
  const heard = async () => {
    await page.click(act("testTone"));
    return page.textContent(".device-role:nth-of-type(3) .meter-word");
  };
  await expect.poll(heard, { interval: 400 }).toBe("The speaker plays.");
  await page.click(act("report"));
  await page.click(act("about picture"));
  await page.click(act("sendReport"));
  const number = await page.locator("[data-report]").getAttribute("data-report");
  expect((await fetch(`${room.origin}/api/reports/${number}`)).status).toBe(200);
});
