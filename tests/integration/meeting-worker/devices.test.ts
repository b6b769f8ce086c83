import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { joinOrder, media, shareOf, sourcesWith, stampedCamera, toneMicrophone } from "../support/bench-media.ts";
import { type Clip, makeClip } from "../support/clips.ts";
import { type RunningLiveKit, startLiveKit } from "../support/livekit-server.ts";
import { WorkerUnderTest } from "../support/meeting-worker.ts";
import { OtherParticipant } from "../support/participant.ts";
import { childrenOf, eventually } from "../support/processes.ts";
import { tokenFor } from "../support/tokens.ts";

let server: RunningLiveKit;
let clip: Clip;
let slide: Clip;
let worker: WorkerUnderTest;
let guest: OtherParticipant;
let meetings = 0;

beforeAll(async () => {
  [server, clip, slide] = await Promise.all([startLiveKit(), makeClip(640, 360), makeClip(1920, 1080, 15)]);
});
afterAll(async () => {
  await server?.stop();
  await clip?.remove();
  await slide?.remove();
});
afterEach(async () => {
  await worker.stop();
  await guest.stop();
});
let room = "";
beforeEach(async () => {
  room = `devices ${++meetings}`;
  guest = new OtherParticipant();
  await guest.join({ url: server.url, token: await tokenFor(server, "guest", room) });
  worker = new WorkerUnderTest();
});

async function join(change: Parameters<typeof joinOrder>[3] = {}): Promise<void> {
  worker.tell(joinOrder(server.url, await tokenFor(server, "room", room), sourcesWith(clip), change));
  await worker.until("connected");
}

const videoPrograms = () => childrenOf(worker.pid).filter(({ command }) => command.includes("gst-launch"));

describe("devices that come and go in a meeting", () => {
  it("a camera that is plugged in late is seen without anybody doing anything", async () => {
    await join({ sources: { ...sourcesWith(clip), camera: null } });
    await worker.untilSource("camera", "missing");
    worker.tell({ type: "useSources", sources: sourcesWith(clip) });
    await worker.untilSource("camera", "on");
    await guest.until("firstReadableFrame");
  });

  it("a camera that is unplugged is missing and hidden, and comes back on the same track", async () => {
    await join();
    await guest.until("firstReadableFrame");
    worker.tell({ type: "useSources", sources: { ...sourcesWith(clip), camera: null } });
    await worker.untilSource("camera", "missing");
    await guest.until("muted", ({ source }) => source === "camera");
    const from = worker.heard.all.length;
    worker.tell({ type: "useSources", sources: { ...sourcesWith(clip), camera: stampedCamera(clip, "camera-2") } });
    expect(await worker.untilSource("camera", "on", from)).toMatchObject({ deviceId: "camera-2" });
    guest.tell({ order: "reset" });
    await guest.measureUntil(({ pictures }) => pictures.length === 1 && (pictures[0]?.differentFrames ?? 0) > 5);
  });

  it("another microphone is heard without a new track", async () => {
    await join();
    await guest.measureUntil(({ sounds: [sound] }) => Math.abs((sound?.toneHertz ?? 0) - 440) < 2);
    worker.tell({ type: "useSources", sources: { ...sourcesWith(clip), microphone: toneMicrophone(587) } });
    const { sounds } = await guest.measureUntil(({ sounds: [sound] }) => Math.abs((sound?.toneHertz ?? 0) - 587) < 2);
    expect(sounds).toHaveLength(1);
  });

  it("a camera program that is killed is started again, and the panel learns both", async () => {
    await join();
    await worker.untilSource("camera", "on");
    const [program] = videoPrograms();
    const from = worker.heard.all.length;
    process.kill(program?.pid ?? 0, "SIGKILL");
    expect(await worker.untilSource("camera", "failed", from)).toMatchObject({ code: "media.pipeline" });
    await worker.untilSource("camera", "on", from);
    expect(videoPrograms().map(({ pid }) => pid)).not.toContain(program?.pid);
  });

  it("a camera that freezes is noticed and started again", async () => {
    await join();
    await worker.untilSource("camera", "on");
    const [program] = videoPrograms();
    process.kill(program?.pid ?? 0, "SIGSTOP");
    const from = worker.heard.all.length;
    expect(await worker.untilSource("camera", "failed", from)).toMatchObject({ code: "media.frozen" });
    await worker.untilSource("camera", "on", from);
  });

  it("a camera whose node does not exist fails with the reason, and the rest of the meeting goes on", async () => {
    const mode = { format: "mjpeg", width: 640, height: 360, framesPerSecond: 30 } as const;
    const recipe = { kind: "v4l2", node: "/dev/video-that-is-not-there", mode } as const;
    await join({ sources: { ...sourcesWith(clip), camera: { deviceId: "gone", title: "Gone", recipe } } });
    expect(await worker.untilSource("camera", "failed")).toMatchObject({ deviceId: "gone", code: "device.gone" });
    await guest.until("sound");
  });
});

describe("sharing", () => {
  it("is a second picture in its own size, inside of what is allowed, and ends when it is stopped", async () => {
    await join();
    await guest.until("firstReadableFrame");
    worker.tell({ type: "startShare", source: shareOf(slide) });
    await worker.untilSource("share", "on");
    const first = await guest.until("firstReadableFrame", ({ source }) => source === "share");
    expect(first).toMatchObject({ width: media.share.width, height: media.share.height });
    const from = guest.heard.all.length;
    worker.tell({ type: "stopShare" });
    await guest.until("unpublished", ({ source }) => source === "share", { from });
    await worker.untilSource("share", "off");
    await eventually("only the camera's program is left", () => videoPrograms().length === 1);
  });

  it("a small picture is not enlarged", async () => {
    await join({ cameraOn: false });
    worker.tell({ type: "startShare", source: shareOf(clip) });
    await worker.untilSource("share", "on");
    const first = await guest.until("firstReadableFrame", ({ source }) => source === "share");
    expect(first).toMatchObject({ width: 640, height: 360 });
  });

  it("begun while the room still connects is there once it has, with its sound", async () => {
    const token = await tokenFor(server, "room", room);
    worker.tell(joinOrder(server.url, token, sourcesWith(clip), { cameraOn: false, microphoneOn: false }));
    worker.tell({
      type: "startShare",
      source: { ...shareOf(clip), audio: { kind: "tone", hertz: 880, level: 0.3 } },
    });
    await worker.untilSource("share", "on");
    await guest.until("firstReadableFrame", ({ source }) => source === "share");
    await guest.until("sound", ({ source }) => source === "share sound");
  });

  it("can be begun and ended ten times", async () => {
    await join({ cameraOn: false });
    for (let turn = 0; turn < 10; turn++) {
      const from = guest.heard.all.length;
      const told = worker.heard.all.length;
      worker.tell({ type: "startShare", source: shareOf(clip) });
      await worker.untilSource("share", "on", told);
      await guest.until("firstReadableFrame", ({ source }) => source === "share", { from });
      worker.tell({ type: "stopShare" });
      await guest.until("unpublished", ({ source }) => source === "share", { from });
    }
    await eventually("no picture program is left", () => videoPrograms().length === 0);
  });
});
