import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { DisplayCounters } from "../../src/web/display/counters.ts";
import { closePages, fakeDevices, launchBrowser, sizes } from "./support/browser.ts";
import { joinAsGuest } from "./support/join-as-guest.ts";
import { type MeetingRoom, openMeetingRoom } from "./support/meeting-room.ts";
import { act } from "./support/open-panel.ts";
import { idle, inCall, now, person } from "./support/room-states.ts";
import { showState } from "./support/show-state.ts";
import { type StandIn, startStandIn } from "./support/stand-in-server.ts";

let meeting: MeetingRoom;
let standIn: StandIn;
let browser: Browser;
let display: Page;
let guest: Page;

/** Runs in the page: keeps where each audio context plays to. */
function watchSoundCards(): void {
  const sinks: unknown[] = [];
  Object.assign(window, { sinks });
  window.AudioContext = new Proxy(window.AudioContext, {
    construct(target, args: [{ sinkId?: unknown }?]) {
      sinks.push(args[0]?.sinkId ?? "sound card");
      return new target(...(args as []));
    },
  });
}

beforeAll(async () => {
  meeting = await openMeetingRoom();
  browser = await launchBrowser(fakeDevices);
});

afterAll(async () => {
  await browser.close();
  await meeting.livekit.stop();
});

beforeEach(async () => {
  standIn = await startStandIn(idle(), now);
  meeting.begin();
  standIn.ticket = meeting.ticket;
  display = await browser.newPage({ viewport: sizes.display });
  await display.addInitScript(watchSoundCards);
  await display.goto(`${standIn.origin}/display`);
  guest = await joinAsGuest(browser, standIn, "Ana");
});

afterEach(async () => {
  await closePages(browser);
  await standIn.close();
});

const counters = () => display.evaluate<DisplayCounters>("window.roomkeeperDisplay");
const frames = async () => (await counters()).frames;

/** The meeting as the room's daemon sees it; identities are the guests' tokens'. */
const withGuest = () => inCall({ participants: [{ ...person("Ana"), identity: meeting.lastGuest() }] });

async function seePictures(): Promise<void> {
  const before = await frames();
  await expect.poll(frames).toBeGreaterThan(before + 5);
}

test("the others' moving pictures are shown, without a sound, and the display itself is not seen", async () => {
  await showState(display, standIn, withGuest());
  await seePictures();
  await expect.poll(counters).toMatchObject({ participants: 1 });
  expect((await counters()).width).toBeGreaterThan(100);
  const sound = await display.evaluate(() => {
    const media = [...document.querySelectorAll<HTMLMediaElement>("audio, video")];
    const tracks = media.flatMap((each) => (each.srcObject as MediaStream | null)?.getAudioTracks() ?? []);
    return { unmuted: media.filter((each) => !each.muted).length, tracks: tracks.length };
  });
  expect(sound).toEqual({ unmuted: 0, tracks: 0 });
  await expect.poll(() => display.evaluate("window.sinks")).toEqual([{ type: "none" }]);
  await expect.poll(() => guest.textContent(act("people"))).toBe("People 1");
});

test("the room's own picture is not shown to the room", async () => {
  await showState(display, standIn, inCall({ participants: [person("Bo")] }));
  await display.waitForSelector('[data-person="Bo"]');
  await expect.poll(() => display.locator(".banner").count()).toBe(0);
  await expect.poll(() => display.locator("video").count()).toBe(0);
  await showState(display, standIn, withGuest());
  await seePictures();
});

test("two displays in one room show the meeting at the same time", async () => {
  const second = await browser.newPage({ viewport: sizes.display });
  await second.goto(`${standIn.origin}/display`);
  await showState(second, standIn, withGuest());
  await expect.poll(() => second.evaluate<number>("window.roomkeeperDisplay.frames")).toBeGreaterThan(5);
  await seePictures();
});

test("a camera that is switched off leaves the name, not a frozen face", async () => {
  await showState(display, standIn, withGuest());
  await seePictures();
  await guest.click(act("camera"));
  await display.waitForSelector('[data-person="Ana"] .face-initials');
  await guest.click(act("camera"));
  await display.waitForSelector('[data-person="Ana"] video');
});

test("a share is large, and goes when it ends", async () => {
  await showState(display, standIn, withGuest());
  await seePictures();
  await guest.click(act("share"));
  await display.waitForSelector('.tile-share video, [data-layout="share"] video');
  await expect.poll(() => display.textContent(".tile-share .caption")).toBe("Ana is sharing");
  await guest.click(act("stopShare"));
  await display.waitForSelector('[data-layout="grid"]');
});

test("when the media server crashes, the pictures come back by themselves", async () => {
  await showState(display, standIn, withGuest());
  await seePictures();
  await meeting.livekit.restart();
  await guest.close();
  guest = await joinAsGuest(browser, standIn, "Ana");
  await showState(display, standIn, withGuest());
  await seePictures();
});

test("while the room's own connection comes back, the others stay on the screen", async () => {
  await showState(display, standIn, withGuest());
  await seePictures();
  await showState(display, standIn, inCall({ phase: "reconnecting", participants: [] }));
  await expect.poll(() => display.textContent(".banner")).toContain("Reconnecting");
  await seePictures();
});

test("an end-to-end encrypted meeting is seen with its passphrase, and not with another", async () => {
  let passphrase = "correct horse";
  standIn.ticket = async (purpose, name) => ({ ...(await meeting.ticket(purpose, name)), passphrase });
  await guest.close();
  guest = await joinAsGuest(browser, standIn, "Ana");
  await showState(display, standIn, withGuest());
  await seePictures();
  passphrase = "wrong horse";
  const outsider = await browser.newPage({ viewport: sizes.display });
  await outsider.goto(`${standIn.origin}/display`);
  await outsider.waitForSelector('[data-person="Ana"] video');
  const before = await frames();
  await expect.poll(frames).toBeGreaterThan(before + 30);
  await expect.poll(() => outsider.evaluate("window.roomkeeperDisplay.frames")).toBe(0);
});

test("after the meeting nothing of it is left", async () => {
  await showState(display, standIn, withGuest());
  await seePictures();
  await showState(display, standIn, idle());
  await display.waitForSelector(".idle");
  await expect.poll(() => display.locator("video").count()).toBe(0);
});
