import { beforeEach, describe, expect, test } from "vitest";
import type { WindowEnd, WindowHandlers, WindowOrder } from "../../../src/assisted-window/ports.ts";
import { type Booking, bookingIdOf, type JoinTarget } from "../../../src/domain/booking.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { AssistedMeetings } from "../../../src/room/assisted-meetings.ts";
import { autoJoinPlan } from "../../../src/room/policies.ts";
import { Room } from "../../../src/room/room.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";
import { beginning, booking, camera, capture, settings, speakerphone } from "./support.ts";

const zoom: JoinTarget = {
  service: "zoom",
  meetingId: "123 456 789",
  passcode: "letmein",
  url: "https://zoom.us/j/123456789",
  native: false,
};
const ready = { window: "ready", browser: "Chromium 156", pointer: true } as const;
const meetingOfZoom = booking({ uid: "zoom", title: "Budget", join: zoom });

let clock: FakeClock;
let room: Room;
let assisted: AssistedMeetings;
let order: WindowOrder | null;
let handlers: WindowHandlers;
let pointed: unknown[];
let closed: number;

beforeEach(() => {
  clock = new FakeClock("2026-03-02T10:05:00Z");
  [order, pointed, closed] = [null, [], 0];
  room = new Room({
    nowMs: () => clock.now(),
    view: { settings, canJoin: ({ join }) => join?.native === true, canMeet: true },
  });
  assisted = new AssistedMeetings({
    room,
    settings,
    clock,
    log: silentLog,
    recogniseLink: (link) => (link.startsWith("https://zoom.us/j/") ? { ...zoom, url: link } : null),
    windows: {
      readiness: () => Promise.resolve(ready),
      open(ordered, hears) {
        [order, handlers] = [ordered, hears];
        return { close: () => Promise.resolve(void closed++), point: (action) => void pointed.push(action) };
      },
    },
  });
  room.observe({ type: "devices", devices: [camera("cam"), speakerphone("spk")] });
  room.observe({ type: "windowReadiness", readiness: ready });
  agenda(meetingOfZoom, booking());
});

const agenda = (...bookings: Booking[]) => room.observe({ type: "calendar", bookings, readAt: null, problems: [] });
const id = bookingIdOf(meetingOfZoom);
const state = () => room.current().state;
const entry = () => state().agenda.find((one) => one.id === id);
const open = () => assisted.open({ type: "openAssisted", bookingId: id });
const end = (how: WindowEnd["how"], detail = "") => handlers.onEnd({ how, detail });

describe("the offer", () => {
  test("says what will not work, for meetings of other services only", () => {
    expect(entry()?.assisted).toMatchObject({ window: "ready", browser: "Chromium 156", forgets: true });
    expect(entry()?.assisted?.needs).toContain("passcode");
    expect(state().agenda.find(({ native }) => native)?.assisted).toBeNull();
  });

  test.each([
    ["too-early", () => agenda({ ...meetingOfZoom, start: "2026-03-02T10:16:00Z", end: "2026-03-02T11:00:00Z" })],
    ["off", () => room.observe({ type: "windowReadiness", readiness: { ...ready, window: "off" } })],
    ["no-display", () => room.observe({ type: "windowReadiness", readiness: { ...ready, window: "no-display" } })],
    ["no-browser", () => room.observe({ type: "windowReadiness", readiness: { ...ready, window: "no-browser" } })],
    ["no-page", () => agenda({ ...meetingOfZoom, join: { ...zoom, service: "sip", url: "sip:1@example.org" } })],
    ["in-meeting", () => room.observe({ type: "joinBegan", meeting: beginning })],
  ] as const)("is honest when it cannot be: %s", (reason, make) => {
    make();
    expect(entry()?.assisted?.window).toBe(reason);
    expect(open).toThrow(expect.objectContaining({ code: "intent.impossible" }));
    expect(order).toBeNull();
  });

  test("several pictures: people are told that they may have to choose", () => {
    expect(entry()?.assisted?.needs).not.toContain("choose-camera");
    room.observe({ type: "devices", devices: [camera("cam"), capture("hdmi", true)] });
    expect(entry()?.assisted?.needs).toContain("choose-camera");
  });
});

describe("a window", () => {
  test("is ordered with the page, and with what the room plays with", () => {
    open();
    expect(order).toMatchObject({
      service: "zoom",
      url: "https://zoom.us/wc/join/123456789",
      sources: { microphone: { deviceId: "spk" }, camera: { deviceId: "cam" } },
    });
    expect(state()).toMatchObject({ meeting: null, assisted: { phase: "opening", title: "Budget", bookingId: id } });
    expect(entry()).toMatchObject({ noJoin: "already-in", assisted: null });
    handlers.onOpen();
    expect(state().assisted).toMatchObject({ phase: "open", openedAt: expect.any(String) });
  });

  test("by a link that somebody typed", () => {
    assisted.open({ type: "openAssisted", link: "https://zoom.us/j/987654321" });
    expect(order?.url).toContain("987654321");
    expect(() => assisted.open({ type: "openAssisted", link: "https://news.example/" })).toThrow(/not a meeting/);
  });

  test("a second one is not opened over the first", () => {
    open();
    order = null;
    expect(open).toThrow(/leave it first/);
    expect(order).toBeNull();
  });

  test("the devices count as taken until it is gone, not until somebody taps Leave", () => {
    open();
    handlers.onOpen();
    assisted.leave();
    expect(state().assisted?.phase).toBe("closing");
    expect(closed).toBe(1);
    expect(() => assisted.point({ action: "click" })).toThrow(/no window/);
    end("closed");
    expect(state()).toMatchObject({ assisted: null, lastMeeting: { reason: "left", code: null } });
  });

  test("left before it was open: that is a cancelled one", () => {
    open();
    assisted.leave();
    end("closed");
    expect(state().lastMeeting?.reason).toBe("cancelled");
  });

  test("that ended by itself says so, and is no fault of the next meeting", () => {
    open();
    handlers.onOpen();
    end("lost", "signal SIGSEGV");
    expect(state().lastMeeting).toMatchObject({
      reason: "window-lost",
      code: "assisted.window",
      detail: "signal SIGSEGV",
    });
    expect(state().faults.map(({ code }) => code)).not.toContain("meeting.failed");
  });

  test("that never opened is a fault until the next try", () => {
    open();
    end("failed", "exit 1");
    expect(state().lastMeeting).toMatchObject({ reason: "failed", code: "assisted.window" });
    expect(state().faults.map(({ code }) => code)).toContain("meeting.failed");
    open();
    expect(state().faults.map(({ code }) => code)).not.toContain("meeting.failed");
  });

  test("the pointer reaches it while it is open, and at no other time", () => {
    expect(() => assisted.point({ action: "click" })).toThrow(/no window/);
    open();
    expect(() => assisted.point({ action: "click" })).toThrow(/no window/);
    handlers.onOpen();
    assisted.point({ action: "move", dx: 1, dy: 2 });
    expect(pointed).toEqual([{ action: "move", dx: 1, dy: 2 }]);
  });

  test("the room does not join a booking by itself while people are in it", () => {
    const plan = () =>
      autoJoinPlan([booking()], {
        nowMs: Date.parse("2026-03-02T10:00:00Z"),
        policies: settings.policies,
        meeting: room.model.meeting ?? room.model.assisted,
        settled: [],
        current: null,
        trusted: true,
        canJoin: () => true,
      });
    expect(plan()).not.toBeNull();
    open();
    expect(plan()).toBeNull();
  });
});

describe("link and number for another device", () => {
  test("are told on request, and stand in no state", () => {
    expect(assisted.invitation({ bookingId: id })).toMatchObject({
      url: zoom.url,
      meetingId: "123 456 789",
      passcode: "letmein",
    });
    open();
    const text = JSON.stringify(state());
    for (const secret of ["letmein", "123456789", "123 456 789"]) expect(text).not.toContain(secret);
  });

  test("are not told long before the start, after the end, or for a meeting of the room's own", () => {
    const own = bookingIdOf(booking());
    expect(() => assisted.invitation({ bookingId: own })).toThrow(/no meeting of another service/);
    agenda({ ...meetingOfZoom, start: "2026-03-02T10:16:00Z", end: "2026-03-02T11:00:00Z" });
    expect(() => assisted.invitation({ bookingId: id })).toThrow(/shortly before/);
    agenda({ ...meetingOfZoom, end: "2026-03-02T10:05:00Z" });
    expect(() => assisted.invitation({ bookingId: id })).toThrow(/over/);
    agenda();
    expect(() => assisted.invitation({ bookingId: id })).toThrow(/not in the room's calendar/);
  });

  test("a private booking keeps its title to itself", () => {
    agenda({ ...meetingOfZoom, private: true });
    open();
    expect(JSON.stringify(state())).not.toContain("Budget");
  });
});

test("a display or a browser that comes later is found", async () => {
  room.observe({ type: "windowReadiness", readiness: { ...ready, window: "no-display" } });
  const stop = assisted.watch();
  await clock.advance(10_000);
  await expect.poll(() => entry()?.assisted?.window).toBe("ready");
  stop();
});

test("the daemon's end waits for the window's", async () => {
  open();
  await assisted.close();
  expect(closed).toBe(1);
});
