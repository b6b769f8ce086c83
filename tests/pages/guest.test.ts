import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { seriousFindings } from "./support/accessibility.ts";
import { closePages, fakeDevices, launchBrowser, sizes } from "./support/browser.ts";
import { joinAsGuest, openGuest } from "./support/join-as-guest.ts";
import { flawsOf, noFlaws } from "./support/look.ts";
import { type MeetingRoom, openMeetingRoom } from "./support/meeting-room.ts";
import { act } from "./support/open-panel.ts";
import { idle, now } from "./support/room-states.ts";
import { problemOf, type StandIn, startStandIn } from "./support/stand-in-server.ts";

let meeting: MeetingRoom;
let standIn: StandIn;
let browser: Browser;

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
});

afterEach(async () => {
  await closePages(browser);
  await standIn.close();
});

test("two guests see each other; muting is told to the other", async () => {
  const ana = await joinAsGuest(browser, standIn, "Ana");
  const bo = await joinAsGuest(browser, standIn, "Bo", "phone");
  await ana.waitForSelector('[data-person="Bo"] video');
  await bo.waitForSelector('[data-person="Ana"] video');
  await bo.click(act("microphone"));
  await bo.waitForSelector(`${act("microphone")}[data-tone=off]`);
  await ana.waitForSelector('[data-person="Bo"] .caption:has-text("Muted")', { state: "attached" });
  await ana.click(act("people"));
  await ana.waitForSelector('dialog .person:has-text("Bo")');
});

test("others are heard: their sound plays", async () => {
  const ana = await joinAsGuest(browser, standIn, "Ana");
  await joinAsGuest(browser, standIn, "Bo");
  await ana.waitForFunction(() => {
    const sound = document.querySelector("audio");
    return sound !== null && !sound.muted && !sound.paused;
  });
});

test("a shared screen is large at the other guest", async () => {
  const ana = await joinAsGuest(browser, standIn, "Ana");
  const bo = await joinAsGuest(browser, standIn, "Bo");
  await ana.click(act("share"));
  await bo.waitForSelector('.tile-share:has-text("Ana is sharing") video');
  await ana.click(act("stopShare"));
  await bo.waitForSelector(".tile-share", { state: "detached" });
});

test("after leaving the camera is closed, and one tap leads back to the check", async () => {
  const ana = await joinAsGuest(browser, standIn, "Ana");
  await ana.click(act("leave"));
  await ana.waitForSelector('[data-phase="left"]');
  await expect.poll(() => ana.locator("video, audio").count()).toBe(0);
  await ana.click(act("again"));
  await ana.waitForSelector(".own-picture video");
  await expect.poll(() => ana.inputValue(".form-name")).toBe("Ana");
});

test("before the room's meeting a guest waits, and gets in without another tap", async () => {
  standIn.ticket = () => problemOf("intent.impossible", "there is no meeting now");
  const ana = await openGuest(browser, standIn);
  await ana.fill(".form-name", "Ana");
  await ana.click(act("join"));
  await ana.waitForSelector('[data-phase="waiting"]:has-text("The room is not in a meeting yet")');
  standIn.ticket = meeting.ticket;
  await ana.waitForSelector(".guest-call");
});

test("guests that are switched off are told so", async () => {
  standIn.ticket = () => problemOf("request.unknown", "The guest page is off.", 404);
  const ana = await openGuest(browser, standIn);
  await ana.fill(".form-name", "Ana");
  await ana.click(act("join"));
  await ana.waitForSelector('[data-phase="off"]:has-text("Guests cannot join this room")');
});

test("a ticket in the page's address is not used: tickets come from the room alone", async () => {
  const asked: string[] = [];
  standIn.ticket = (purpose, name) => {
    asked.push(name);
    return meeting.ticket(purpose, name);
  };
  const ana = await browser.newPage({ viewport: sizes.panel });
  await ana.goto(`${standIn.origin}/guest?room=other&token=eyJhbGciOiJIUzI1NiJ9.e30.x&url=ws://other.example`);
  const elsewhere: string[] = [];
  ana.on("websocket", (socket) => elsewhere.push(new URL(socket.url()).origin));
  await ana.fill(".form-name", "Ana");
  await ana.click(act("join"));
  await ana.waitForSelector(".guest-call");
  expect(asked).toEqual(["Ana"]);
  expect([...new Set(elsewhere)]).toEqual([new URL(meeting.livekit.url).origin]);
});

test("without camera and microphone a guest can still join, and is told why nobody sees them", async () => {
  const bare = await launchBrowser();
  onTestFinished(() => bare.close());
  const ana = await openGuest(bare, standIn);
  await ana.waitForSelector(".own .trouble");
  await ana.fill(".form-name", "Ana");
  await ana.click(act("join"));
  await ana.waitForSelector(`.guest-call ${act("camera")}[data-tone=off]`);
});

test.each(["panel", "phone"] as const)("form and meeting fit, in both languages (%s)", async (size) => {
  const bo = await joinAsGuest(browser, standIn, "Bo Nilsson");
  const ana = await openGuest(browser, standIn, size);
  await ana.waitForSelector(".own-picture video");
  const flaws: unknown[] = [];
  const look = async (name: string) => {
    const found = await flawsOf(ana, { textSize: 18, targetSize: 64, scrolls: true });
    const serious = await seriousFindings(ana);
    if (JSON.stringify(found) !== JSON.stringify(noFlaws) || serious.length > 0)
      flaws.push({ name, ...found, serious });
  };
  await look("form, English");
  await ana.click(act("language"));
  await look("form, Chinese");
  await ana.fill(".form-name", "Ana");
  await ana.click(act("join"));
  await ana.waitForSelector('[data-person="Bo Nilsson"] video');
  await look("meeting, Chinese");
  await bo.click(act("share"));
  await ana.waitForSelector(".tile-share video");
  await look("share, Chinese");
  await ana.click(act("people"));
  await ana.waitForSelector("dialog[open]");
  await look("people, Chinese");
  expect(flaws).toEqual([]);
});
