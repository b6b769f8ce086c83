import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import type { RoomState } from "../../src/domain/room-state.ts";
import type { DisplayCounters } from "../../src/web/display/counters.ts";
import { seriousFindings } from "./support/accessibility.ts";
import { sizes } from "./support/browser.ts";
import { flawsOf, noFlaws } from "./support/look.ts";
import { browser, rigUp, standIn } from "./support/pages-rig.ts";
import { enrolment, fault, idle, inCall, people, person, source } from "./support/room-states.ts";
import { settled } from "./support/settled.ts";
import { showState } from "./support/show-state.ts";

let page: Page;

rigUp(["--host-resolver-rules=MAP oak.example 127.0.0.1"]);
beforeEach(async () => {
  page = await browser.newPage({ viewport: sizes.display, reducedMotion: "reduce" });
  await page.goto(`${standIn.origin}/display`);
});

const longTitle =
  "Quarterly alignment of the international product, design and engineering organisations with partners";
const more = [
  "Carla Montenegro-Vasquez de la Torre",
  "Dmitri",
  "Eun-ji Park",
  "Fatima",
  "Goran",
  "王芳",
  "Ingrid",
  "Jo",
];
const twelve = [...people, ...more.map((name) => person(name))];
const off = { microphone: source(false), camera: source(false), recording: true };

const cases: Record<string, RoomState> = {
  starting: idle({ phase: "starting" }),
  idle: idle(),
  "idle, nothing booked": idle({ agenda: [] }),
  "idle, long title": idle({ agenda: idle().agenda.map((each) => ({ ...each, title: longTitle })) }),
  "to be claimed by its hub": idle({ enrolment }),
  joining: inCall({ phase: "joining", step: "connecting" }),
  "alone in the meeting": inCall({ participants: [] }),
  "one other": inCall({ participants: people.slice(0, 1) }),
  "four others, nothing sent": inCall(off),
  "seven others": inCall({ participants: twelve.slice(0, 7) }),
  "twelve others": inCall({ participants: twelve, title: longTitle, ...off }),
  reconnecting: inCall({ phase: "reconnecting" }, { faults: [fault("network.down")] }),
};

test.each(["en", "zh"] as const)(
  "at 4 m everything can be read: nothing cut, nothing under 32 px (%s)",
  async (language) => {
    const flaws: Record<string, unknown> = {};
    for (const [name, state] of Object.entries(cases)) {
      await showState(page, standIn, { ...state, room: { ...state.room, language } });
      const found = await flawsOf(page, { textSize: 32, targetSize: 0, scrolls: false });
      const serious = await seriousFindings(page);
      if (JSON.stringify(found) !== JSON.stringify(noFlaws) || serious.length > 0) flaws[name] = { ...found, serious };
    }
    expect(flaws).toEqual({});
  },
);

test("whether the room is muted is said in one and the same place", async () => {
  await showState(page, standIn, inCall(off));
  const badge = page.locator('[data-badge="microphone"]');
  await settled(page);
  const first = await badge.boundingBox();
  await expect.poll(() => badge.textContent()).toBe("Microphone off");
  await showState(page, standIn, inCall({ ...off, camera: source(true), recording: false, participants: twelve }));
  await expect.poll(() => badge.boundingBox()).toEqual(first);
  await showState(page, standIn, inCall());
  await expect.poll(() => badge.count()).toBe(0);
});

test("a lost room computer is said, and the last known state stays", async () => {
  await showState(page, standIn, idle());
  standIn.refusing = true;
  standIn.drop();
  await page.waitForSelector(".display-lost");
  await expect.poll(() => page.isVisible(".idle-room")).toBe(true);
  standIn.refusing = false;
  await page.waitForSelector(".display-lost", { state: "detached" });
});

test("phones are led to the guest page only from an address that they can reach", async () => {
  await showState(page, standIn, idle());
  await expect.poll(() => page.locator(".qr").count()).toBe(0);
  const display = await browser.newPage({ viewport: sizes.display });
  await display.goto(`${standIn.origin.replace("127.0.0.1", "oak.example")}/display`);
  await display.waitForSelector(".qr");
  expect(await flawsOf(display, { textSize: 32, targetSize: 0, scrolls: false })).toEqual(noFlaws);
  await showState(display, standIn, idle({ offers: { ...idle().offers, guest: false } }));
  await expect.poll(() => display.locator(".qr").count()).toBe(0);
});

test("without a meeting the counters stand still", async () => {
  await showState(page, standIn, idle());
  const counters = await page.evaluate<DisplayCounters>("window.roomkeeperDisplay");
  expect(counters).toEqual({ frames: 0, width: 0, height: 0, participants: 0 });
});
