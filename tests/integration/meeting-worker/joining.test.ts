import { readdirSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { joinOrder, media, sourcesWith, toneHertz } from "../support/bench-media.ts";
import { type Clip, makeClip } from "../support/clips.ts";
import { type RunningLiveKit, startLiveKit } from "../support/livekit-server.ts";
import { WorkerUnderTest } from "../support/meeting-worker.ts";
import { OtherParticipant } from "../support/participant.ts";
import { childrenOf, eventually, isAlive } from "../support/processes.ts";
import { tokenFor } from "../support/tokens.ts";

let server: RunningLiveKit;
let clip: Clip;
let worker: WorkerUnderTest;
let guest: OtherParticipant;

beforeAll(async () => {
  [server, clip] = await Promise.all([startLiveKit(), makeClip(640, 360)]);
});
afterAll(async () => {
  await server?.stop();
  await clip?.remove();
});
afterEach(async () => {
  await worker?.stop();
  await guest?.stop();
});

const guestSends = {
  video: { width: 320, height: 180, framesPerSecond: 10, maxBitrate: 200_000 },
  tone: { hertz: 660, level: 0.3 },
};

async function meet(room: string): Promise<void> {
  guest = new OtherParticipant();
  await guest.join({ url: server.url, token: await tokenFor(server, "guest", room), send: guestSends });
  worker = new WorkerUnderTest();
  worker.tell({ type: "prepare", media, sources: sourcesWith(clip) });
  await worker.until("ready");
  worker.tell(joinOrder(server.url, await tokenFor(server, "room", room), sourcesWith(clip)));
  await worker.until("connected");
}

describe("a room that joins", () => {
  it("is seen and heard by another participant, and hears them", async () => {
    await meet("seen-and-heard");
    const seen = await guest.measureUntil(({ pictures: [picture], sounds: [sound] }) => {
      return (picture?.differentFrames ?? 0) > 40 && (sound?.heardBlocks ?? 0) > 100;
    });
    expect(seen.pictures[0]).toMatchObject({ from: "room", source: "camera", width: 640, height: 360 });
    expect(Math.abs((seen.sounds[0]?.toneHertz ?? 0) - toneHertz)).toBeLessThan(2);
    await worker.until("statistics", ({ statistics }) => Math.abs(statistics.speakerToneHertz - 660) < 2);
  });

  it("names its steps, itself, its sources and the others", async () => {
    await meet("named");
    expect(await worker.until("connected")).toMatchObject({ identity: "room", roomName: "named" });
    await worker.until("published", ({ source }) => source === "camera");
    await worker.until("published", ({ source }) => source === "microphone");
    await Promise.all((["camera", "microphone", "speaker"] as const).map((source) => worker.untilSource(source, "on")));
    const steps = worker.heard.all.flatMap((report) => (report.type === "step" ? [report.step] : []));
    expect(steps).toEqual(["connecting", "publishing"]);
    const { participants } = await worker.until("participants", (report) => report.participants[0]?.camera === "on");
    expect(participants).toMatchObject([{ identity: "guest", microphone: "on", sharing: false, handRaised: false }]);
  });

  it("leaves at once when told, says so, and leaves no program, socket or memory behind", async () => {
    await meet("leaving");
    await worker.untilSource("camera", "on");
    await guest.until("came", ({ from }) => from === "room");
    const programs = childrenOf(worker.pid).map(({ pid }) => pid);
    expect(programs.length).toBeGreaterThan(0);
    worker.tell({ type: "leave" });
    expect(await worker.until("ended")).toMatchObject({ reason: "left", code: null });
    await guest.until("went", ({ from }) => from === "room");
    expect(await worker.ended).toEqual({ code: 0, signal: null });
    await eventually("no media program is left", () => !programs.some(isAlive));
    const itsOwn = new RegExp(`(?<!\\d)${worker.pid}(?!\\d)`);
    expect(readdirSync("/dev/shm").filter((name) => itsOwn.test(name))).toEqual([]);
  });

  it("is ready before it is needed, without opening a device", async () => {
    worker = new WorkerUnderTest();
    worker.tell({ type: "prepare", media, sources: sourcesWith(clip) });
    worker.tell({ type: "ping", id: 7 });
    await worker.until("ready");
    await worker.until("pong", ({ id }) => id === 7);
    await eventually("the look for plug-ins is over", () => childrenOf(worker.pid).length === 0);
    expect(worker.heard.all.filter((report) => report.type === "source")).toEqual([]);
  });

  it("goes on after an order that nobody understands", async () => {
    worker = new WorkerUnderTest();
    await worker.until("ready");
    worker.child.send({ type: "dance" });
    worker.child.send({ type: "join", url: 7 });
    worker.tell({ type: "ping", id: 1 });
    await worker.until("pong");
  });

  it("takes other settings at the join than it was prepared for", async () => {
    guest = new OtherParticipant();
    await guest.join({ url: server.url, token: await tokenFor(server, "guest", "other-settings") });
    worker = new WorkerUnderTest();
    worker.tell({ type: "prepare", media, sources: sourcesWith(clip) });
    const smaller = { ...media, camera: { ...media.camera, width: 512, height: 288 } };
    const token = await tokenFor(server, "room", "other-settings");
    worker.tell(joinOrder(server.url, token, sourcesWith(clip), { media: smaller }));
    const first = await guest.until("firstReadableFrame");
    expect(first).toMatchObject({ width: 512, height: 288 });
  });
});
