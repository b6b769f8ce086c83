import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { bookingIdOf, type JoinTarget } from "../../../src/domain/booking.ts";
import { Controller } from "../../../src/room/controller.ts";
import type { Stay } from "../../../src/room/meeting-lane.ts";
import { Room } from "../../../src/room/room.ts";
import type { StayRecord } from "../../../src/room/stay-record.ts";
import type { MeetingService } from "../../../src/services/service.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";
import { booking, camera, capture, settings, speakerphone } from "./support.ts";

let room: Room;
let controller: Controller;
let stays: Stay[];
let orders: unknown[];
let kept: unknown[];

const service: MeetingService = {
  name: "livekit",
  kind: "livekit",
  takesNames: true,
  linkHosts: ["meet.example.org"],
  enter: (target, entrant) =>
    Promise.resolve({ url: "ws://sfu", token: `${entrant.identity}@${target.room}`, passphrase: target.passphrase }),
};

const linkTarget = (url: string): JoinTarget | null =>
  url.startsWith("https://meet.example.org/rooms/")
    ? { service: "livekit-meet", meetingId: "x", passcode: null, url, native: true }
    : null;

beforeEach(() => {
  const clock = new FakeClock("2026-03-02T10:05:00Z");
  [stays, orders, kept] = [[], [], []];
  room = new Room({
    nowMs: () => clock.now(),
    view: { settings, canJoin: ({ join }) => join !== null, canMeet: true },
  });
  controller = new Controller({
    room,
    settings,
    spareName: { next: "", take: () => `oak-${randomUUID().slice(0, 8)}` },
    stays: { keep: (stay) => kept.push(stay), forget: () => kept.push(null) },
    identity: "room-oak",
    deviceId: "5f7c1f5e-0000-4000-8000-000000000001",
    clock,
    services: [service],
    recogniseLink: linkTarget,
    nativeMeetingOf: ({ url, service }) => ({
      service,
      host: "meet.example.org",
      room: url?.split("/").at(-1) ?? "",
      passphrase: null,
      direct: null,
    }),
    calendar: {
      bookNow: (minutes) => Promise.resolve(void orders.push({ bookNow: minutes })),
      extended: (title, fromMs, toMs) => orders.push({ extended: title, minutes: (toMs - fromMs) / 60_000 }),
    },
    equipment: { wish: (intent) => orders.push(intent) },
    assisted: { open: () => {}, leave: () => {}, point: () => {} },
    lane: {
      join: (stay) => stays.push(stay),
      leave: () => room.observe({ type: "meetingEnded", reason: "left", code: null, detail: "" }),
      want: (_, order) => orders.push(order),
    },
  });
  room.observe({ type: "devices", devices: [camera("cam"), speakerphone("spk"), capture("hdmi", true)] });
  room.observe({
    type: "calendar",
    bookings: [booking(), booking({ uid: "none", join: null })],
    readAt: null,
    problems: [],
  });
});

const connect = () =>
  room.observe({ type: "worker", report: { type: "connected", identity: "room-oak", roomName: "review" } });
const ticket = () => stays[0]?.ticket(new AbortController().signal);

describe("join", () => {
  test("by booking: title, end and the meeting of its link", async () => {
    controller.wish({ type: "join", bookingId: bookingIdOf(booking()) });
    expect(room.current().state.meeting).toMatchObject({
      phase: "joining",
      title: "Design review",
      endsAt: "2026-03-02T10:45:00Z",
    });
    expect(await ticket()).toMatchObject({ token: "room-oak@review" });
  });

  test("by pasted link and by name", async () => {
    controller.wish({ type: "join", link: "https://meet.example.org/rooms/planning" });
    expect(await ticket()).toMatchObject({ token: "room-oak@planning" });
    controller.wish({ type: "leave" });
    controller.wish({ type: "join", room: "stand-up" });
    expect(await stays[1]?.ticket(new AbortController().signal)).toMatchObject({ token: "room-oak@stand-up" });
  });

  test("two rooms that meet now do not land in one meeting", () => {
    const names = [1, 2].map(() => {
      controller.wish({ type: "meetNow" });
      const { meeting } = room.current().state;
      controller.wish({ type: "leave" });
      return meeting?.id;
    });
    expect(new Set(names).size).toBe(2);
  });

  test("what the worker opens is what the devices are", () => {
    controller.wish({ type: "meetNow" });
    expect(stays[0]?.wanted.sources).toMatchObject({ camera: { deviceId: "cam" }, speaker: { deviceId: "spk" } });
  });

  test.each([
    ["a booking that is gone", { type: "join", bookingId: "b0" }, /not in the room's calendar/],
    ["a booking without a link", { type: "join", bookingId: bookingIdOf(booking({ uid: "none" })) }, /no meeting/],
    ["a link that is no meeting", { type: "join", link: "https://news.example/" }, /not a meeting/],
  ] as const)("is refused with the reason: %s", (_, intent, reason) => {
    expect(() => controller.wish(intent)).toThrow(reason);
    expect(stays).toEqual([]);
    expect(room.current().state.meeting).toBeNull();
  });

  test("a second join does not tear the first meeting down", () => {
    controller.wish({ type: "meetNow" });
    expect(() => controller.wish({ type: "meetNow" })).toThrow(/leave it first/);
    expect(stays).toHaveLength(1);
  });
});

describe("in the meeting", () => {
  beforeEach(() => {
    controller.wish({ type: "meetNow" });
    connect();
  });

  test("microphone and camera go to the worker, and the state waits for its word", () => {
    controller.wish({ type: "setMicrophone", on: false });
    expect(orders).toContainEqual({ type: "setMicrophone", on: false });
    expect(room.current().state.meeting?.microphone.wanted).toBe(false);
  });

  test.each(["setMicrophone", "setCamera"] as const)(
    "%s reaches the worker before pages and the disk take time",
    (type) => {
      const order = { type, on: false };
      const knew: boolean[] = [];
      room.onChange(() => knew.push(orders.some((one) => JSON.stringify(one) === JSON.stringify(order))));
      controller.wish(order);
      expect(knew).toEqual([true]);
    },
  );

  test("sharing picks what is plugged in, and says when nothing is", () => {
    controller.wish({ type: "startShare" });
    expect(room.current().state.meeting?.share).toMatchObject({ deviceId: "hdmi", activity: "starting" });
    controller.wish({ type: "stopShare" });
    expect(() => controller.wish({ type: "stopShare" })).toThrow(/nothing is shared/);
    room.observe({ type: "devices", devices: [capture("hdmi", false)] });
    expect(() => controller.wish({ type: "startShare" })).toThrow(/cable/);
  });

  test("a page gets a ticket for this meeting and no other", async () => {
    const display = { purpose: "display", identity: "room-oak-display", uuid: "u", name: "" } as const;
    expect((await controller.pageTicket(display)).token).toMatch(/^room-oak-display@oak-/);
    controller.wish({ type: "leave" });
    await expect(controller.pageTicket(display)).rejects.toThrow(/no meeting/);
  });

  test("extending a meeting without a booked end is refused", () => {
    expect(() => controller.wish({ type: "extend", minutes: 15 })).toThrow(/no booked end/);
  });
});

test.each([
  { type: "leave" },
  { type: "setMicrophone", on: true },
  { type: "setCamera", on: true },
  { type: "startShare" },
  { type: "extend", minutes: 15 },
] as const)("outside a meeting $type is refused, not ignored", (intent) => {
  expect(() => controller.wish(intent)).toThrow(/not in a meeting/);
});

test("the volume can be set before a meeting and is used in it", () => {
  controller.wish({ type: "setVolume", percent: 30 });
  controller.wish({ type: "meetNow" });
  expect(stays[0]?.wanted.volumePercent).toBe(30);
});

test("a device that is not there cannot be chosen", () => {
  expect(() => controller.wish({ type: "useDevice", role: "camera", deviceId: "nothing" })).toThrow(/not a camera/);
});

test("nobody learns links, tokens or private titles from the state", () => {
  room.observe({
    type: "calendar",
    bookings: [booking({ private: true, title: "Salary talk" })],
    readAt: null,
    problems: [],
  });
  controller.wish({ type: "join", bookingId: bookingIdOf(booking()) });
  const text = JSON.stringify(room.current().state);
  expect(text).not.toContain("Salary");
  expect(text).not.toContain("meet.example.org");
  expect(text).not.toContain("room-oak@");
});

test("what is kept of a meeting leads back into it, as people had left it", async () => {
  controller.wish({ type: "join", bookingId: bookingIdOf(booking()) });
  controller.wish({ type: "setMicrophone", on: false });
  controller.keepStay();
  const record = kept.at(-1) as StayRecord;
  room.observe({ type: "meetingEnded", reason: "failed", code: null, detail: "" });
  controller.resume(record);
  expect(stays[1]?.wanted).toMatchObject({ microphoneOn: false, cameraOn: true });
  expect(room.current().state.meeting).toMatchObject({ title: "Design review", endsAt: "2026-03-02T10:45:00Z" });
  expect(await stays[1]?.ticket(new AbortController().signal)).toMatchObject({ token: "room-oak@review" });
});

test("after the meeting nothing is kept", () => {
  controller.wish({ type: "meetNow" });
  controller.wish({ type: "leave" });
  controller.keepStay();
  expect(kept.at(-1)).toBeNull();
});
