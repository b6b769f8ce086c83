import { beforeEach, describe, expect, it, test } from "vitest";
import type { DeviceOrder, RoomSummary } from "../../../src/domain/device-command.ts";
import type { DeviceEvent } from "../../../src/domain/device-event.ts";
import { RoomkeeperError } from "../../../src/domain/errors.ts";
import type { Intent } from "../../../src/domain/intent.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { followEquipment } from "../../../src/room/equipment-effects.ts";
import { equipmentWishes } from "../../../src/room/equipment-wishes.ts";
import { Room } from "../../../src/room/room.ts";
import { shareFollower } from "../../../src/room/share-follower.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";
import { beginning, booking, camera, capture, device, settings } from "./support.ts";

let room: Room;
let clock: FakeClock;
let press: (event: DeviceEvent) => void;
let wishes: Intent[];
let shown: RoomSummary[];
let orders: [string, DeviceOrder][];

const display = (id: string) =>
  device(id, { capabilities: { display: { power: "off", input: null, inputs: [], trouble: null } } });

beforeEach(() => {
  clock = new FakeClock("2026-03-02T10:05:00Z");
  [wishes, shown, orders] = [[], [], []];
  room = new Room({
    nowMs: () => clock.now(),
    view: { settings, canJoin: ({ join }) => join !== null, canMeet: true },
  });
  room.observe({ type: "devices", devices: [camera("cam")] });
  followEquipment({
    room,
    clock,
    log: silentLog,
    settings,
    controller: {
      wish(intent) {
        wishes.push(intent);
        if (intent.type === "leave") throw new RoomkeeperError("intent.impossible", "no");
        if (intent.type === "startShare") room.observe({ type: "shareBegan", deviceId: "hdmi", title: "HDMI" });
        if (intent.type === "stopShare") room.observe({ type: "shareEnded", lost: false });
      },
    },
    devices: {
      show: (summary) => shown.push(summary),
      command: (id, order) => Promise.resolve(void orders.push([id, order])),
      onEvent(listener) {
        press = (event) => listener("spk", event);
        return () => {};
      },
    },
  });
});

const begin = () => room.observe({ type: "joinBegan", meeting: beginning });
const connect = () =>
  room.observe({ type: "worker", report: { type: "connected", identity: "room-oak", roomName: "review" } });
const microphone = (activity: "on" | "off") =>
  room.observe({
    type: "worker",
    report: { type: "source", source: "microphone", activity, deviceId: "spk", code: null, detail: "" },
  });

describe("the mute key of a speakerphone", () => {
  it("turns the wish around; the lamp shows what is confirmed, not what was pressed", () => {
    begin();
    connect();
    microphone("on");
    press({ type: "muteToggled" });
    expect(wishes).toEqual([{ type: "setMicrophone", on: false }]);
    room.observe({ type: "wanted", source: "microphone", on: false });
    expect(shown.at(-1)).toMatchObject({ meeting: "in", microphone: true });
    microphone("off");
    expect(shown.at(-1)).toMatchObject({ meeting: "in", microphone: false });
  });

  it("is obeyed before pages are told that somebody is there", () => {
    begin();
    room.observe({ type: "noShow", noShow: { bookingId: "b1", title: "Budget", at: "2026-03-02T10:10:00Z" } });
    const known: Intent[][] = [];
    room.onChange(() => known.push([...wishes]));
    press({ type: "muteToggled" });
    expect(known).toEqual([[{ type: "setMicrophone", on: false }]]);
  });

  it("that keeps its own state is believed, and what it repeats is no wish", () => {
    begin();
    press({ type: "muteSet", muted: true });
    press({ type: "muteSet", muted: false });
    expect(wishes).toEqual([{ type: "setMicrophone", on: false }]);
  });

  it("means nothing without a meeting", () => {
    press({ type: "muteToggled" });
    expect(wishes).toEqual([]);
  });
});

describe("other keys", () => {
  it("volume goes in steps and stops at the end", () => {
    press({ type: "volume", step: 1 });
    room.observe({ type: "volume", percent: 100 });
    press({ type: "volume", step: 1 });
    expect(wishes).toEqual([{ type: "setVolume", percent: 65 }]);
  });

  it("taking up the handset joins what can be joined, and only that", () => {
    press({ type: "hook", offHook: true });
    room.observe({ type: "calendar", bookings: [booking()], readAt: null, problems: [] });
    press({ type: "hook", offHook: true });
    expect(wishes).toEqual([{ type: "join", bookingId: expect.any(String) }]);
  });

  it("hanging up leaves; the device's echo of our own off-hook does not", () => {
    begin();
    press({ type: "hook", offHook: true });
    press({ type: "hook", offHook: false });
    expect(wishes).toEqual([{ type: "leave" }]);
  });
});

describe("displays", () => {
  it("are switched on when a meeting begins, also one that comes later, and each only once", async () => {
    room.observe({ type: "devices", devices: [camera("cam"), display("left")] });
    begin();
    await clock.advance(1_000);
    room.observe({ type: "devices", devices: [camera("cam"), display("left"), display("right")] });
    await clock.advance(1_000);
    expect(orders).toEqual([
      ["left", { type: "displayPower", on: true }],
      ["right", { type: "displayPower", on: true }],
    ]);
  });

  it("go to standby when the room was not used for a while, and not before there was any use", async () => {
    room.observe({ type: "devices", devices: [display("left")] });
    await clock.advance(60 * 60_000);
    expect(orders).toEqual([]);
    begin();
    room.observe({ type: "meetingEnded", reason: "left", code: null, detail: "" });
    await clock.advance(14 * 60_000);
    expect(orders).toHaveLength(1);
    await clock.advance(2 * 60_000);
    expect(orders.at(-1)).toEqual(["left", { type: "displayPower", on: false }]);
  });
});

test("a cable shares in a meeting; an input that cannot tell its signal never does by itself", async () => {
  const watched = capture("hdmi", true);
  if (watched.capabilities.capture) watched.capabilities.capture.detection = "hardware";
  room.observe({ type: "devices", devices: [capture("bench", true)] });
  begin();
  connect();
  await clock.advance(5_000);
  expect(wishes).toEqual([]);
  room.observe({ type: "devices", devices: [watched] });
  await clock.advance(2_500);
  expect(wishes).toEqual([{ type: "startShare", deviceId: "hdmi" }]);
});

test("a dongle that tells nothing is judged by what is shared: pulled out it ends, dark it stays", async () => {
  const judged = capture("hdmi", true);
  if (judged.capabilities.capture) judged.capabilities.capture.detection = "heuristic";
  const picture = (signal: boolean | null, blank: boolean) =>
    room.observe({ type: "worker", report: { type: "sharedPicture", signal, blank } });
  room.observe({ type: "devices", devices: [judged] });
  begin();
  connect();
  await clock.advance(2_500);
  expect(wishes).toEqual([{ type: "startShare", deviceId: "hdmi" }]);
  picture(true, true);
  await clock.advance(10_000);
  expect(room.current().state.meeting?.share).toMatchObject({ deviceId: "hdmi", blank: true });
  picture(false, false);
  await clock.advance(2_500);
  expect(wishes).toHaveLength(1);
  await clock.advance(1_000);
  expect(wishes.at(-1)).toEqual({ type: "stopShare" });
});

test("a laptop that changes its resolution stays shared: the input is opened anew, once", () => {
  const sent: unknown[] = [];
  const look = shareFollower({ room, lane: { want: (_, order) => void sent.push(order) } });
  const input = (width: number) => {
    const one = capture("hdmi", true);
    if (one.capabilities.capture) one.capabilities.capture.video.mode.width = width;
    return structuredClone(one);
  };
  begin();
  connect();
  room.observe({ type: "devices", devices: [input(1920)] });
  room.observe({ type: "shareBegan", deviceId: "hdmi", title: "HDMI" });
  look();
  look();
  expect(sent).toEqual([]);
  room.observe({ type: "devices", devices: [input(1280)] });
  look();
  look();
  expect(sent).toMatchObject([{ type: "startShare", source: { video: { recipe: { mode: { width: 1280 } } } } }]);
});

describe("moving the camera", () => {
  const parts = (orders: unknown[]) => ({
    room,
    prefer: settings.devices.prefer,
    log: silentLog,
    devices: { command: (id: string, order: DeviceOrder) => Promise.resolve(void orders.push([id, order])) },
  });
  const ptz = { pan: true, tilt: true, zoom: true, presets: [] };

  it("moves the camera that is used, or the one beside it that can", () => {
    const taken: unknown[] = [];
    const { wish } = equipmentWishes(parts(taken));
    expect(() => wish({ type: "cameraHome" })).toThrow(/cannot be moved/);
    room.observe({ type: "devices", devices: [camera("cam"), device("visca", { capabilities: { ptz } })] });
    wish({ type: "cameraPreset", action: "store", number: 2, name: "Board" });
    expect(taken).toEqual([["visca", { type: "ptzPreset", action: "store", number: 2, name: "Board" }]]);
  });

  it("about sharing: a source whose picture cannot be had is told with its input's name and why", () => {
    const refused = capture("hdmi", false);
    expect(room.current().state.shareRefusals).toBeUndefined();
    const { capture: input } = refused.capabilities;
    const capabilities = { capture: { ...input!, blank: true, refused: "interlaced" as const } };
    room.observe({ type: "devices", devices: [{ ...refused, capabilities }] });
    expect(room.current().state.shareRefusals).toEqual([{ title: refused.title, why: "interlaced" }]);
    expect(room.current().state.shareSources).toEqual([]);
  });

  it("about its picture reach the camera that is used; what cannot be is refused at once, not taken and forgotten", () => {
    const taken: [string, DeviceOrder][] = [];
    const { wish } = equipmentWishes(parts(taken));
    expect(() => wish({ type: "pictureDefaults" })).toThrow(/cannot be set/);
    const control = { kind: "integer", minimum: 0, maximum: 9, step: 1, default: 5, value: 5, options: [] } as const;
    const controls = [
      { ...control, name: "brightness", inactive: false, options: [] },
      { ...control, name: "focus_absolute", inactive: true, options: [] },
      { ...control, name: "gain", inactive: false, options: [] },
    ];
    const used = camera("cam");
    const capabilities = { ...used.capabilities, cameraControls: { controls } };
    room.observe({ type: "devices", devices: [{ ...used, capabilities }] });
    expect(room.current().state.devices[0]?.picture?.map(({ name }) => name)).toEqual(["brightness", "focus_absolute"]);
    wish({ type: "setPicture", name: "brightness", value: 7 });
    wish({ type: "pictureDefaults" });
    expect(() => wish({ type: "setPicture", name: "focus_absolute", value: 1 })).toThrow(/automatic/);
    expect(() => wish({ type: "setPicture", name: "gain", value: 1 })).toThrow(/no control gain/);
    expect(taken).toEqual([
      ["cam", { type: "cameraControl", name: "brightness", value: 7 }],
      ["cam", { type: "cameraDefaults" }],
    ]);
  });
});
