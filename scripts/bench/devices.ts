import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { captureInfo, DeviceTree } from "../../tests/simulators/device-tree.ts";
import type { ParticipantLink } from "../participant/link.ts";
import { cpuPercent, usageOf } from "../processes/cost.ts";
import { until } from "../processes/until.ts";
import { readState } from "../trial/check/room-view.ts";
import type { MeasuredRoom } from "./measured-room.ts";
import { PanelLine } from "./panel-line.ts";
import { print } from "./report.ts";
import type { Rig } from "./rig.ts";
import { type Spread, spreadOf } from "./statistics.ts";

const pluggedAt = "1-2";
const [settleMs, pauseMs, idleMs] = [3000, 1200, 20_000];
const targets = { toldMs: 1000, flowingMs: 3000, muteMs: 200, othersMs: 1000, idlePercent: 1, memoryMb: 80 };
/** A driver that brings its host down a third time within a minute is set aside. */
const crashes = 2;

/**
 * What devices cost people, through the real device host, daemon, worker and server. The kernel is played by files in the shape of
 * its own (`tests/simulators/device-tree.ts`), so that its share is left out: the kernel lab measures with that.
 */
export async function measureDevices(rig: Rig, times: number): Promise<void> {
  const tree = await DeviceTree.make();
  const { PATH } = process.env;
  // For the room that is started below, and what it starts.
  Object.assign(process.env, { ROOMKEEPER_DEVICE_ROOT: tree.root, PATH: tree.path });
  await plug(tree);
  const port = await rig.freePort();
  const room = await rig.room([
    [["devices", "driverModules"], [join(import.meta.dirname, "cable-camera.ts")]],
    [
      ["devices", "drivers", "bench", "devices"],
      ["microphone", "speaker"],
    ],
    [["devices", "drivers", "touch-panel"], { panels: [{ name: "Keys", listen: { port } }] }],
  ]);
  await cameraIs(room, true);
  await reportIdle(room);
  const meeting = rig.newMeeting();
  const participant = await rig.participant(meeting);
  await room.join(meeting);
  await sleep(settleMs);
  await measureCable(tree, room, participant, times);
  await measureKey(port, participant, times);
  await measureCrash(port, room);
  await Promise.all([room.stop(), participant.process.stop()]);
  delete process.env.ROOMKEEPER_DEVICE_ROOT;
  process.env.PATH = PATH;
  await tree.remove();
}

async function plug(tree: DeviceTree): Promise<number> {
  await tree.plugUsb({ port: pluggedAt, vendorId: "1d6b", productId: "0102", serial: "A8C41F77", product: "Camera" });
  await tree.addVideo(pluggedAt, { number: 0, info: captureInfo });
  return performance.now();
}

async function reportIdle(room: MeasuredRoom): Promise<void> {
  const host = room.deviceHost() ?? 0;
  await sleep(settleMs);
  const before = usageOf([host]);
  await sleep(idleMs);
  const after = usageOf([host]);
  const percent = Math.round(cpuPercent(before, after) * 100) / 100;
  const megabytes = Math.round(after.memoryMb);
  const { idlePercent, memoryMb } = targets;
  say("device host idle, processor", "%", percent, `< ${idlePercent}`, percent < idlePercent);
  say("device host idle, memory (PSS)", "MB", megabytes, `< ${memoryMb}`, megabytes < memoryMb);
}

/** The camera's cable, out and in, in a meeting. */
async function measureCable(tree: DeviceTree, room: MeasuredRoom, participant: ParticipantLink, times: number) {
  const [told, flowing]: [number[], number[]] = [[], []];
  for (let time = 0; time < times; time++) {
    const pulledMs = performance.now();
    await tree.unplug(pluggedAt);
    await cameraIs(room, false);
    told.push(performance.now() - pulledMs);
    await sleep(pauseMs);
    participant.order({ order: "reset" });
    const nodeMs = await plug(tree);
    await until("pictures at the participant", 20_000, async () => {
      const { pictures } = await participant.measure();
      return pictures.some(({ differentFrames }) => differentFrames >= 2) || null;
    });
    flowing.push(performance.now() - nodeMs);
    await sleep(pauseMs);
  }
  report("camera unplugged in a meeting to told on the panel", told, targets.toldMs);
  report("camera's node there again to pictures at others", flowing, targets.flowingMs);
}

const cameraIs = (room: MeasuredRoom, there: boolean) =>
  until(`the camera ${there ? "ready" : "told missing"}`, 70_000, async () => {
    const { devices, faults } = await readState(room.apiUrl);
    if (!there) return faults.some(({ code }) => code === "camera.missing") || null;
    return devices.some(({ roles }) => roles.includes("camera")) || null;
  });

/** A mute key and its lamp. */
async function measureKey(port: number, participant: ParticipantLink, times: number): Promise<void> {
  const keys = await PanelLine.open(port);
  const [lamp, track]: [number[], number[]] = [[], []];
  for (let time = 0; time < times * 2; time++) {
    const muted = time % 2 === 0;
    const from = participant.events.length;
    const pressedMs = keys.press("MIC TOGGLE");
    const [shownMs, told] = await Promise.all([
      keys.shows(`MIC ${muted ? "OFF" : "ON"}`),
      participant.next(muted ? "muted" : "unmuted", ({ source }) => source === "microphone", from, 10_000),
    ]);
    lamp.push(shownMs - pressedMs);
    track.push(told.atMs - pressedMs);
    await sleep(pauseMs);
  }
  keys.close();
  report("mute key pressed to its lamp", lamp, targets.muteMs);
  report("mute key pressed to told to others", track, targets.muteMs);
}

/** The camera's driver crashes, and takes the process of all drivers with it. */
async function measureCrash(port: number, room: MeasuredRoom): Promise<void> {
  const back: number[] = [];
  for (let time = 0; time < crashes; time++) {
    const before = room.deviceHost();
    const startMs = performance.now();
    await room.wish({ type: "cameraHome" });
    await until("another device host", 20_000, () => {
      const now = room.deviceHost();
      return Promise.resolve(now === null || now === before ? null : now);
    });
    const keys = await PanelLine.open(port);
    // Told unasked as soon as the panel's driver knows the room; asked, at once.
    keys.press("STATUS?");
    await keys.shows("MEETING IN");
    back.push(performance.now() - startMs);
    keys.close();
    await cameraIs(room, true);
    await sleep(settleMs);
  }
  report("a driver crashes to the other devices work again", back, targets.othersMs);
}

function report(row: string, values: number[], withinMs: number): void {
  const spread = spreadOf(values) as Spread;
  say(row, "ms", spread, `median ≤ ${withinMs}`, spread.median <= withinMs);
}

const say = (row: string, unit: string, room: unknown, target: string, ok: boolean) =>
  print({ row, unit, room, target, ok });
