import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RoomState } from "../../../src/domain/room-state.ts";
import { RunningRoom } from "../room/running-room.ts";
import { processes } from "../support/processes.ts";
import { listening } from "./listening.ts";
import { places, ServicePage } from "./service-page.ts";
import { writeTestBrowser } from "./test-browser.ts";
import { XDisplay } from "./x-display.ts";

let display: XDisplay;
let page: ServicePage;
let room: RunningRoom;
let folder: string;

const server = { url: "ws://127.0.0.1:1", apiKey: "key", apiSecret: "secret-of-the-server-0123456789" };
const noNetwork = { within: [] as string[], listen: "127.0.0.1", address: "127.0.0.1" };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "roomkeeper-assisted."));
  [display, page] = await Promise.all([XDisplay.start(), ServicePage.start()]);
  await writeTestBrowser(join(folder, "browser"), page.port);
  const place = { ...noNetwork, within: ["env", `DISPLAY=${display.name}`] };
  room = await RunningRoom.start(server, place, {
    settings: `
assisted: { enabled: true, browser: "${join(folder, "browser")}" }
calendar: { sources: [{ kind: ics, file: room.ics }] }
`,
    files: { "room.ics": bookings() },
  });
});
afterAll(async () => {
  await room?.stop();
  await page?.stop();
  await display?.stop();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => void page.told.splice(0));
afterEach(async () => {
  if ((await room.state()).assisted !== null) await room.wish({ type: "leave" });
  await room.until(({ assisted }) => assisted === null);
});

const entry = (state: RoomState, service = "zoom") => state.agenda.find((candidate) => candidate.service === service);
const windowProcesses = () => processes().filter(({ command }) => command.includes(join(room.folder, "state")));
const browserPid = () => {
  const main = windowProcesses().find(({ command }) => command.includes("--kiosk") && !command.includes("--type="));
  return main?.pid ?? 0;
};
/** It sees the end of the browser a moment later, and holds no device. */
const isCrashReporter = (command: string) => command.includes("crashpad");
const told = expect.poll;

/** Opens the Zoom meeting and waits until its page is there. */
async function open(): Promise<RoomState> {
  const ready = await room.until((state) => entry(state)?.assisted?.window === "ready");
  expect(await room.wish({ type: "openAssisted", bookingId: entry(ready)?.id ?? "" })).toMatchObject({ status: 202 });
  const state = await room.until(({ assisted }) => assisted?.phase === "open", 60_000);
  await told(() => page.all("loaded").length).toBe(1);
  return state;
}

const point = async (action: object) =>
  expect(await room.wish({ type: "pointer", ...action } as never)).toMatchObject({ status: 202 });

/** The panel's pointer goes to a place of the page: first into the corner, since it moves by distances. The page sees it come. */
async function pointAt(place: { x: number; y: number }): Promise<void> {
  await point({ action: "move", dx: -4000, dy: -4000 });
  await point({ action: "move", dx: place.x, dy: place.y });
  await told(() => page.all("pointed").at(-1)).toMatchObject(place);
}

describe("a meeting of another service", () => {
  test("is offered with what will not work before anybody opens it", async () => {
    const state = await room.until((now) => entry(now)?.assisted?.window === "ready");
    expect(entry(state)).toMatchObject({ joinable: false, noJoin: "assisted" });
    expect(entry(state)?.assisted).toMatchObject({
      needs: expect.arrayContaining(["recent-browser", "sign-in-maybe", "admission"]),
      limits: expect.arrayContaining(["controls", "cable", "comeback"]),
      browser: expect.stringMatching(/^Chromium \d+$/),
      forgets: true,
    });
  });

  test("opens on the display: the service's web client, all over it, in a browser that nobody steers", async () => {
    const { assisted, meeting } = await open();
    expect(assisted).toMatchObject({ service: "zoom", title: "Budget", pointer: true });
    expect(meeting).toBeNull();
    const [loaded] = page.all("loaded");
    expect(loaded).toMatchObject({ path: "/wc/join/123456789?pwd=sesame42", webdriver: false, referrer: "" });
    const [window] = display.windows("roomkeeper-window");
    expect(window).toMatchObject({ x: 0, y: 0 });
    expect(window?.width).toBeGreaterThanOrEqual(display.width - 1);
    expect(window?.height).toBeGreaterThanOrEqual(display.height - 1);
  });

  test("no process of it listens for commands, and none shows the meeting's link to others", async () => {
    await open();
    const all = windowProcesses();
    expect(all.length).toBeGreaterThan(3);
    expect(listening([room.pid])).toEqual([room.pid]);
    expect(listening(all.map(({ pid }) => pid))).toEqual([]);
    const commands = processes().map(({ command }) => command);
    expect(commands.filter((command) => command.includes("sesame42"))).toEqual([]);
    const steered = /remote-debugging|enable-automation|--headless|--test-type|disable-web-security/;
    expect(all.filter(({ command }) => steered.test(command))).toEqual([]);
    expect(JSON.stringify(await room.state())).not.toContain("sesame42");
  });

  test("its page gets camera and microphone by one click of the panel's pointer", async () => {
    await open();
    await pointAt(places.button);
    await point({ action: "click" });
    await told(() => page.all("clicked").length).toBe(1);
    await told(() => [...page.all("media"), ...page.all("noMedia")]).toEqual([
      { event: "media", labels: [expect.stringContaining("Fake"), expect.stringContaining("fake_device")] },
    ]);
  });

  test("the panel types into it as with a keyboard, and scrolls it", async () => {
    await open();
    await pointAt(places.field);
    await point({ action: "click" });
    const text = `Oak "5" $HOME; xY3z\\`;
    await point({ action: "type", text });
    await told(() => page.all("typed").at(-1)?.text).toBe(text);
    await point({ action: "key", key: "enter" });
    await told(() => page.all("entered").length).toBe(1);
    await point({ action: "scroll", steps: 2 });
    await told(() => page.all("scrolled")[0]?.down).toBe(true);
  });

  test("letters that no keyboard layout has arrive, too", async () => {
    await open();
    await pointAt(places.field);
    await point({ action: "click" });
    const text = "Oak 橡树 é 天地玄黄宇宙洪荒 😀 ru: я";
    await point({ action: "type", text });
    await told(() => page.all("typed").at(-1)?.text).toBe(text);
  });

  test("what the panel does reaches the page in the order in which it was done", async () => {
    await open();
    await pointAt(places.field);
    await point({ action: "click" });
    for (const letter of "abc橡d") {
      await point({ action: "type", text: letter });
      await point({ action: "key", key: "enter" });
    }
    await point({ action: "key", key: "erase" });
    await point({ action: "type", text: "e" });
    await told(() => page.all("typed").at(-1)?.text).toBe("abc橡e");
    const entered = page.told.flatMap(({ event }, at) => {
      const typed = page.told.slice(0, at).findLast((one) => one.event === "typed");
      return event === "entered" ? [typed?.event === "typed" && typed.text] : [];
    });
    expect(entered).toEqual(["a", "ab", "abc", "abc橡", "abc橡d"]);
  });

  test("no meeting of the room's own is joined beside it; leaving gives the devices back", async () => {
    await open();
    expect(await room.wish({ type: "join", room: "other" })).toMatchObject({
      status: 409,
      answer: { detail: expect.stringContaining("zoom is open on the display") },
    });
    await room.wish({ type: "leave" });
    const { lastMeeting } = await room.until(({ assisted }) => assisted === null);
    expect(lastMeeting).toMatchObject({ reason: "left", code: null });
    expect(windowProcesses().filter(({ command }) => !isCrashReporter(command))).toEqual([]);
    await expect.poll(windowProcesses).toEqual([]);
    expect(display.windows("roomkeeper-window")).toEqual([]);
    expect(existsSync(join(room.folder, "state", "roomkeeper", "windows", "zoom"))).toBe(false);
    await room.wish({ type: "join", room: "other" });
    await room.until(({ meeting }) => meeting !== null);
    expect(await room.wish({ type: "openAssisted", bookingId: entry(await room.state())?.id ?? "" })).toMatchObject({
      status: 409,
      answer: { detail: expect.stringContaining("leave it first") },
    });
    await room.wish({ type: "leave" });
    await room.until(({ meeting }) => meeting === null);
  });

  test("a person closes it at the display: that is leaving, too", async () => {
    await open();
    display.press("ctrl+w");
    const { lastMeeting } = await room.until(({ assisted }) => assisted === null);
    expect(lastMeeting).toMatchObject({ reason: "left" });
  });
});

describe("something dies", () => {
  test("the browser crashes: people are told, nothing of it is left", async () => {
    await open();
    process.kill(browserPid(), "SIGKILL");
    const { lastMeeting } = await room.until(({ assisted }) => assisted === null);
    expect(lastMeeting).toMatchObject({
      title: "Budget",
      reason: "window-lost",
      code: "assisted.window",
      detail: expect.stringContaining("SIGKILL"),
    });
    expect(windowProcesses().filter(({ command }) => !isCrashReporter(command))).toEqual([]);
    await expect.poll(windowProcesses).toEqual([]);
  });

  test("the daemon is killed: the browser goes with it, and the next daemon erases its traces", async () => {
    await open();
    expect(browserPid()).not.toBe(0);
    await room.killAndStartAgain();
    await expect.poll(() => windowProcesses().filter(({ command }) => command.includes("--kiosk")).length).toBe(0);
    expect(await room.state()).toMatchObject({ assisted: null, meeting: null });
    expect(readdirSync(join(room.folder, "state", "roomkeeper"))).not.toContain("windows");
  });
});

test("link, number and passcode are told on request, for a meeting without a window as well", async () => {
  const state = await room.until((now) => entry(now, "sip") !== undefined);
  const ask = async (subject: object) => {
    const answer = await fetch(`${room.origin}/api/invitation`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(subject),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  expect(await ask({ bookingId: entry(state)?.id })).toMatchObject({
    status: 200,
    body: { service: "zoom", url: expect.stringContaining("pwd=sesame42"), meetingId: "123456789" },
  });
  expect(entry(state, "sip")?.assisted).toMatchObject({ window: "no-page" });
  expect(await ask({ bookingId: entry(state, "sip")?.id })).toMatchObject({
    status: 200,
    body: { service: "sip", meetingId: expect.stringContaining("oak@video.example.org") },
  });
  expect(await ask({ link: "https://news.example/" })).toMatchObject({ status: 409 });
});

/** Two bookings that run now. */
function bookings(): string {
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().replace(/[-:]|\.\d+/g, "");
  const event = (uid: string, title: string, location: string) => [
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `DTSTAMP:${at(-60)}`,
    `DTSTART:${at(-2)}`,
    `DTEND:${at(50)}`,
    `SUMMARY:${title}`,
    `LOCATION:${location}`,
    "END:VEVENT",
  ];
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//test//EN",
    ...event("zoom", "Budget", "https://zoom.us/j/123456789?pwd=sesame42"),
    ...event("sip", "Supplier", "sip:oak@video.example.org"),
    "END:VCALENDAR",
    "",
  ].join("\r\n");
}
