import { RoomServiceClient, TrackSource } from "livekit-server-sdk";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { joinOrder, shareOf, sourcesWith } from "../support/bench-media.ts";
import { type Clip, makeClip } from "../support/clips.ts";
import { type RunningLiveKit, startLiveKit } from "../support/livekit-server.ts";
import { WorkerUnderTest } from "../support/meeting-worker.ts";
import { OtherParticipant } from "../support/participant.ts";
import { childrenOf } from "../support/processes.ts";
import { tokenFor } from "../support/tokens.ts";

let meetings = 0;
let room = "";
let server: RunningLiveKit;
let clip: Clip;
let worker: WorkerUnderTest;
let guest: OtherParticipant;
let host: RoomServiceClient;

beforeAll(async () => {
  [server, clip] = await Promise.all([startLiveKit(), makeClip(640, 360)]);
  host = new RoomServiceClient(server.url.replace("ws:", "http:"), server.apiKey, server.apiSecret);
});
afterAll(async () => {
  await server?.stop();
  await clip?.remove();
});
beforeEach(async () => {
  room = `muting ${++meetings}`;
  guest = new OtherParticipant();
  await guest.join({ url: server.url, token: await tokenFor(server, "guest", room) });
  worker = new WorkerUnderTest();
});
afterEach(async () => {
  await worker.stop();
  await guest.stop();
});

async function join(change: Parameters<typeof joinOrder>[3] = {}): Promise<void> {
  worker.tell(joinOrder(server.url, await tokenFor(server, "room", room), sourcesWith(clip), change));
  await worker.until("connected");
}

async function hostMutes(source: TrackSource, muted = true): Promise<void> {
  // The server's list may be behind what it has told.
  const sid = async () => {
    const { tracks } = await host.getParticipant(room, "room");
    return tracks.find((candidate) => candidate.source === source)?.sid ?? "";
  };
  await expect.poll(sid).not.toBe("");
  await host.mutePublishedTrack(room, "room", await sid(), muted);
}

const videoPrograms = () => childrenOf(worker.pid).filter(({ command }) => command.includes("gst-launch"));

describe("the microphone", () => {
  it("switched off is silence for the others, switched on is sound", async () => {
    await join();
    await guest.until("sound");
    let from = guest.heard.all.length;
    worker.tell({ type: "setMicrophone", on: false });
    await guest.until("silence", () => true, { from });
    await guest.until("muted", ({ source }) => source === "microphone", { from });
    from = guest.heard.all.length;
    worker.tell({ type: "setMicrophone", on: true });
    await guest.until("sound", () => true, { from });
    expect(worker.heard.all.some((report) => report.type === "mutedByOther")).toBe(false);
  });

  it("off at the join lets not one block of sound out", async () => {
    await join({ microphoneOn: false });
    await worker.until("published", ({ source }) => source === "microphone");
    await worker.until("statistics", ({ statistics }) => statistics.microphoneFrames > 150);
    const { sounds } = await guest.measure();
    expect(sounds.map(({ heardBlocks }) => heardBlocks)).toEqual(sounds.map(() => 0));
    // It listens all the same: the panel can say "you are muted" to people who talk.
    const { statistics } = await worker.until("statistics", (report) => report.statistics.microphoneLevel > 0.1);
    expect(statistics.microphoneFrames).toBeGreaterThan(0);
  });

  it("muted by the host is told once, stays muted, and can be switched on by the room", async () => {
    await join();
    await guest.until("sound");
    await hostMutes(TrackSource.MICROPHONE);
    expect(await worker.until("mutedByOther")).toMatchObject({ source: "microphone" });
    await worker.untilSource("microphone", "off");
    await guest.until("silence");
    const from = guest.heard.all.length;
    worker.tell({ type: "setMicrophone", on: true });
    await guest.until("sound", () => true, { from });
    expect(worker.heard.all.filter((report) => report.type === "mutedByOther")).toHaveLength(1);
  });

  it("cannot be switched on by the host", async () => {
    await join({ microphoneOn: false });
    await worker.until("published", ({ source }) => source === "microphone");
    await hostMutes(TrackSource.MICROPHONE, false);
    const from = worker.heard.all.length;
    await worker.until("statistics", () => true, { from: from + 1 });
    const tracks = async () =>
      (await host.getParticipant(room, "room")).tracks.map(({ source, muted }) => [source, muted]);
    await expect.poll(tracks).toContainEqual([TrackSource.MICROPHONE, true]);
    const { sounds } = await guest.measure();
    expect(sounds.every(({ heardBlocks }) => heardBlocks === 0)).toBe(true);
  });
});

describe("the camera", () => {
  it("switched off is held by no program; switched on shows new pictures", async () => {
    await join();
    await guest.until("firstReadableFrame");
    expect(videoPrograms()).toHaveLength(1);
    worker.tell({ type: "setCamera", on: false });
    await worker.untilSource("camera", "off");
    expect(videoPrograms()).toEqual([]);
    await guest.until("muted", ({ source }) => source === "camera");
    const from = worker.heard.all.length;
    guest.tell({ order: "reset" });
    worker.tell({ type: "setCamera", on: true });
    await worker.untilSource("camera", "on", from);
    await guest.measureUntil(({ pictures: [picture] }) => (picture?.differentFrames ?? 0) > 10);
  });

  it("off at the join is neither opened nor published, and comes when it is wanted", async () => {
    await join({ cameraOn: false });
    await worker.until("published", ({ source }) => source === "microphone");
    expect(videoPrograms()).toEqual([]);
    expect((await guest.measure()).pictures).toEqual([]);
    worker.tell({ type: "setCamera", on: true });
    await worker.until("published", ({ source }) => source === "camera");
    await guest.until("firstReadableFrame");
  });

  it("muted by the host is let go", async () => {
    await join();
    await guest.until("firstReadableFrame");
    await hostMutes(TrackSource.CAMERA);
    expect(await worker.until("mutedByOther")).toMatchObject({ source: "camera" });
    await worker.untilSource("camera", "off");
    expect(videoPrograms()).toEqual([]);
  });
});

it("a shared picture that the host mutes is over", async () => {
  await join({ cameraOn: false });
  worker.tell({ type: "startShare", source: shareOf(clip) });
  await guest.until("firstReadableFrame", ({ source }) => source === "share");
  await hostMutes(TrackSource.SCREEN_SHARE);
  await worker.untilSource("share", "off");
  await guest.until("unpublished", ({ source }) => source === "share");
});
