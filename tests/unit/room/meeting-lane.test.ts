import { beforeEach, describe, expect, test } from "vitest";
import type { EndReason } from "../../../src/domain/meeting.ts";
import { silentLog } from "../../../src/platform/log.ts";
import type { WorkerOrder, WorkerReport } from "../../../src/protocol/meeting-worker.ts";
import { MeetingLane, type Stay, type WorkerHandlers, type WorkerLink } from "../../../src/room/meeting-lane.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";
import { noSources, settings } from "./support.ts";

/** A worker process as the lane sees it, scripted by the test. */
class FakeWorker implements WorkerLink {
  static all: FakeWorker[] = [];
  readonly pid = FakeWorker.all.push(this);
  alive = true;
  killed = false;
  retired = false;
  orders: WorkerOrder[] = [];
  readonly #handlers: WorkerHandlers;

  constructor(handlers: WorkerHandlers) {
    this.#handlers = handlers;
  }

  send(order: WorkerOrder) {
    this.orders.push(order);
  }

  kill() {
    this.killed = true;
    this.alive = false;
  }

  retire() {
    this.retired = true;
    this.alive = false;
  }

  says(report: WorkerReport) {
    this.#handlers.onReport(report);
  }

  crashes() {
    this.alive = false;
    this.#handlers.onEnd("signal SIGKILL");
  }

  get join() {
    return this.orders.find((order) => order.type === "join");
  }
}

const connected: WorkerReport = { type: "connected", identity: "room-oak", roomName: "review" };
const media = settings.media;

let clock: FakeClock;
let lane: MeetingLane;
let healthySinceMs: number | null;
let reports: WorkerReport[];
let looks: WorkerReport[];
let ends: [EndReason, string | null][];
let takeovers: string[];
let recovered: number;
let answers: (() => void)[];
let tickets: number;

const stay = (change: Partial<Stay> = {}): Stay => ({
  media,
  wanted: { microphoneOn: true, cameraOn: false, volumePercent: 60, sources: noSources, share: null },
  ticket: () => Promise.resolve({ url: "ws://sfu", token: `token-${++tickets}`, passphrase: null }),
  ...change,
});

const worker = (index: number) => FakeWorker.all[index] as FakeWorker;

beforeEach(() => {
  FakeWorker.all = [];
  clock = new FakeClock();
  healthySinceMs = 0;
  [reports, looks, ends, takeovers, answers] = [[], [], [], [], []];
  recovered = tickets = 0;
  lane = new MeetingLane({
    spawn: (handlers) => new FakeWorker(handlers),
    onLook: (report) => looks.push(report),
    probe: {
      watch() {},
      stop() {},
      healthySinceMs: () => healthySinceMs,
      reachable: () => (healthySinceMs === null ? new Promise((resolve) => answers.push(resolve)) : Promise.resolve()),
    },
    clock,
    log: silentLog,
    onReport: (report) => reports.push(report),
    onTakeover: (why) => takeovers.push(why),
    onRecovered: () => recovered++,
    onEnded: (reason, code) => ends.push([reason, code]),
  });
  lane.expect(media, noSources);
});

async function joined() {
  lane.join(stay());
  await clock.advance(0);
  worker(0).says(connected);
  await clock.advance(2000);
}

describe("joining", () => {
  test("a tap does not wait for a process: the worker that is warm gets the order", async () => {
    lane.join(stay());
    await clock.advance(0);
    expect(FakeWorker.all).toHaveLength(1);
    expect(worker(0).orders.map(({ type }) => type)).toEqual(["prepare", "join"]);
    expect(worker(0).join).toMatchObject({ token: "token-1", microphoneOn: true, cameraOn: false });
  });

  test("a spare is there again soon after the join, not during it", async () => {
    lane.join(stay());
    await clock.advance(0);
    worker(0).says(connected);
    await clock.advance(1000);
    expect(FakeWorker.all).toHaveLength(1);
    await clock.advance(1000);
    expect(worker(1).orders.map(({ type }) => type)).toEqual(["prepare"]);
  });

  test("a refused token ends the first join at once, with its code", async () => {
    lane.join(stay());
    await clock.advance(0);
    worker(0).says({ type: "ended", reason: "failed", code: "meeting.refused", detail: "401" });
    expect(ends).toEqual([["refused", "meeting.refused"]]);
  });

  test("an unreachable server is tried for 20 s, then told", async () => {
    lane.join(stay({ ticket: () => Promise.reject(new Error("connection refused")) }));
    await clock.advance(19_000);
    expect(ends).toEqual([]);
    await clock.advance(5000);
    expect(ends).toEqual([["unreachable", null]]);
  });

  test("a connect that hangs costs its worker, and the next one tries", async () => {
    lane.join(stay());
    await clock.advance(12_000);
    expect(worker(0).killed).toBe(true);
    expect(worker(1).join).toMatchObject({ token: "token-2" });
  });

  test("cancel while asking for a ticket: nobody joins later", async () => {
    let give = (_: { url: string; token: string; passphrase: null }) => {};
    lane.join(stay({ ticket: () => new Promise((resolve) => (give = resolve)) }));
    await clock.advance(100);
    lane.leave();
    give({ url: "ws://sfu", token: "late", passphrase: null });
    await clock.advance(30_000);
    expect(ends).toEqual([["cancelled", null]]);
    expect(FakeWorker.all.flatMap(({ orders }) => orders).some(({ type }) => type === "join")).toBe(false);
  });
});

describe("in a meeting", () => {
  test("a worker killed in the meeting: the spare joins at once with a fresh token and the same wishes", async () => {
    await joined();
    lane.want({ microphoneOn: false, cameraOn: true }, { type: "setMicrophone", on: false });
    worker(0).crashes();
    await clock.advance(0);
    expect(worker(1).join).toMatchObject({ token: "token-2", microphoneOn: false, cameraOn: true });
    expect(takeovers).toHaveLength(1);
    worker(1).says(connected);
    expect(recovered).toBe(1);
    expect(ends).toEqual([]);
  });

  test("reports of a worker that was replaced are not heard any more", async () => {
    await joined();
    worker(0).crashes();
    await clock.advance(0);
    reports.length = 0;
    worker(0).says({ type: "ended", reason: "failed", code: null, detail: "" });
    worker(0).says({ type: "reconnecting" });
    expect(reports).toEqual([]);
    expect(ends).toEqual([]);
  });

  test("the binding reconnects although the server answers: the spare takes over", async () => {
    await joined();
    worker(0).says({ type: "reconnecting" });
    await clock.advance(250);
    expect(takeovers).toEqual([]);
    await clock.advance(100);
    expect(worker(0).killed).toBe(true);
    expect(worker(1).join).toBeDefined();
  });

  test("the binding reconnects by itself in time: nobody interferes", async () => {
    await joined();
    worker(0).says({ type: "reconnecting" });
    await clock.advance(200);
    worker(0).says({ type: "reconnected" });
    await clock.advance(5000);
    expect(takeovers).toEqual([]);
    expect(worker(0).killed).toBe(false);
  });

  test("while the server is away nobody storms it; when it answers the room is back", async () => {
    await joined();
    healthySinceMs = null;
    worker(0).says({ type: "ended", reason: "unreachable", code: "meeting.unreachable", detail: "" });
    await clock.advance(60_000);
    expect(tickets).toBe(1);
    healthySinceMs = clock.monotonicMs();
    for (const answer of answers) answer();
    await clock.advance(0);
    expect(worker(1).join).toMatchObject({ token: "token-2" });
    expect(ends).toEqual([]);
  });

  test("removed by the host is not rejoined", async () => {
    await joined();
    worker(0).says({ type: "ended", reason: "removed", code: "meeting.removed", detail: "" });
    await clock.advance(60_000);
    expect(ends).toEqual([["removed", "meeting.removed"]]);
    expect(tickets).toBe(1);
  });

  test("what is shared goes on after a takeover", async () => {
    await joined();
    const mode = { format: "mjpeg", width: 1920, height: 1080, framesPerSecond: 30 } as const;
    const share = {
      video: { deviceId: "h", title: "HDMI", recipe: { kind: "v4l2", node: "/dev/video2", mode } as const },
      audio: null,
    };
    lane.want({ share }, { type: "startShare", source: share });
    worker(0).crashes();
    await clock.advance(0);
    expect(worker(1).orders).toContainEqual({ type: "startShare", source: share });
  });

  test("leaving is polite and final", async () => {
    await joined();
    lane.leave();
    expect(worker(0).orders.at(-1)).toEqual({ type: "leave" });
    expect(worker(0).retired).toBe(true);
    expect(ends).toEqual([["left", null]]);
    await clock.advance(60_000);
    expect(tickets).toBe(1);
  });

  test("workers that crash again and again are tried ever more slowly, for as long as the meeting lasts", async () => {
    await joined();
    for (let crash = 0; crash < 8; crash++) {
      FakeWorker.all.findLast(({ join }) => join !== undefined)?.crashes();
      await clock.advance(4000);
    }
    expect(ends).toEqual([]);
    expect(tickets).toBe(9);
  });
});

test("a spare that dies while idle is replaced", async () => {
  worker(0).crashes();
  await clock.advance(2000);
  expect(worker(1).orders.map(({ type }) => type)).toEqual(["prepare"]);
});

test("after close no process is started any more", async () => {
  await joined();
  lane.close();
  const started = FakeWorker.all.length;
  await clock.advance(60_000);
  expect(FakeWorker.all).toHaveLength(started);
  expect(FakeWorker.all.every(({ alive }) => !alive)).toBe(true);
});

describe("somebody looks at the equipment", () => {
  const looked = { sound: true, picture: true };

  test("outside of a meeting the spare shows it, in one the meeting's worker", async () => {
    lane.check(looked);
    expect(worker(0).orders.at(-1)).toEqual({ type: "check", ...looked });
    worker(0).says({ type: "levels", microphone: 0.1, speaker: 0 });
    await joined();
    worker(0).says({ type: "levels", microphone: 0.2, speaker: 0 });
    worker(1).says({ type: "levels", microphone: 0.9, speaker: 0 });
    expect(looks).toHaveLength(2);
    expect(worker(1).orders.map(({ type }) => type)).toEqual(["prepare"]);
    expect(reports).toEqual([connected]);
  });

  test("a worker that replaces another goes on showing it", async () => {
    await joined();
    lane.check(looked);
    worker(0).crashes();
    await clock.advance(100);
    expect(worker(1).orders.at(-1)).toEqual({ type: "check", ...looked });
  });
});
