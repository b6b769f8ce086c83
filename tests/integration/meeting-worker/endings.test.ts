import { createServer, type Server } from "node:net";
import { RoomServiceClient } from "livekit-server-sdk";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { joinOrder, sourcesWith } from "../support/bench-media.ts";
import { type Clip, makeClip } from "../support/clips.ts";
import { type RunningLiveKit, startLiveKit } from "../support/livekit-server.ts";
import { WorkerUnderTest } from "../support/meeting-worker.ts";
import { OtherParticipant } from "../support/participant.ts";
import { childrenOf, eventually, isAlive } from "../support/processes.ts";
import { tokenFor } from "../support/tokens.ts";

let server: RunningLiveKit;
let clip: Clip;
let worker: WorkerUnderTest;
let host: RoomServiceClient;
let meetings = 0;
let room = "";

beforeAll(async () => {
  [server, clip] = await Promise.all([startLiveKit(), makeClip(640, 360)]);
  host = new RoomServiceClient(server.url.replace("ws:", "http:"), server.apiKey, server.apiSecret);
});
afterAll(async () => {
  await server?.stop();
  await clip?.remove();
});
beforeEach(() => {
  room = `endings ${++meetings}`;
  worker = new WorkerUnderTest();
});
afterEach(() => worker.stop());

async function join(): Promise<void> {
  worker.tell(joinOrder(server.url, await tokenFor(server, "room", room), sourcesWith(clip)));
  await worker.until("published", ({ source }) => source === "camera");
}

const clean = { code: 0, signal: null };

describe("ends that others bring about", () => {
  it("removed by the host", async () => {
    await join();
    await host.removeParticipant(room, "room");
    expect(await worker.until("ended")).toMatchObject({ reason: "removed", code: "meeting.removed" });
    expect(await worker.ended).toEqual(clean);
  });

  it("the meeting is deleted", async () => {
    await join();
    await host.deleteRoom(room);
    expect(await worker.until("ended")).toMatchObject({ reason: "ended-by-host" });
    expect(await worker.ended).toEqual(clean);
  });

  it("the same identity joins from somewhere else", async () => {
    await join();
    const other = new OtherParticipant();
    await other.join({ url: server.url, token: await tokenFor(server, "room", room) });
    expect(await worker.until("ended")).toMatchObject({ reason: "duplicate" });
    await other.stop();
  });
});

describe("joins that cannot succeed", () => {
  it("a token of another server is refused, and is in no text", async () => {
    const token = await tokenFor({ apiKey: server.apiKey, apiSecret: "x".repeat(32) }, "room", room);
    worker.tell(joinOrder(server.url, token, sourcesWith(clip)));
    const ended = await worker.until("ended");
    expect(ended).toMatchObject({ reason: "refused", code: "meeting.refused" });
    expect(JSON.stringify(worker.heard.all)).not.toContain(token.slice(0, 30));
    expect(await worker.ended).toEqual(clean);
  });

  it("a server that is down is unreachable", async () => {
    worker.tell(joinOrder("ws://127.0.0.1:9", await tokenFor(server, "room", room), sourcesWith(clip)));
    expect(await worker.until("ended")).toMatchObject({ reason: "unreachable", code: "meeting.unreachable" });
  });

  it("a room that changes its mind while the server hangs is out at once", async () => {
    const frozen: Server = createServer(() => {}).listen(0, "127.0.0.1");
    await new Promise((resolve) => frozen.once("listening", resolve));
    const address = frozen.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    worker.tell(joinOrder(`ws://127.0.0.1:${port}`, await tokenFor(server, "room", room), sourcesWith(clip)));
    await worker.until("step");
    worker.tell({ type: "leave" });
    expect(await worker.until("ended")).toMatchObject({
      reason: "cancelled",
      code: null,
    });
    expect(await worker.ended).toEqual(clean);
    frozen.close();
  });
});

describe("the daemon dies", () => {
  it("the room leaves the meeting, and no process is left", async () => {
    const guest = new OtherParticipant();
    await guest.join({ url: server.url, token: await tokenFor(server, "guest", room) });
    await join();
    await worker.untilSource("camera", "on");
    await guest.until("came", ({ from }) => from === "room");
    const programs = childrenOf(worker.pid).map(({ pid }) => pid);
    worker.child.disconnect();
    await guest.until("went", ({ from }) => from === "room");
    expect(await worker.ended).toEqual(clean);
    await eventually("no media program is left", () => !programs.some(isAlive));
    await guest.stop();
  });

  it("an idle worker ends, too", async () => {
    await worker.until("ready");
    worker.child.disconnect();
    expect(await worker.ended).toEqual(clean);
  });
});

it("a worker that is killed takes its media programs with it", async () => {
  await join();
  await worker.untilSource("camera", "on");
  const programs = childrenOf(worker.pid).map(({ pid }) => pid);
  expect(programs.length).toBeGreaterThan(0);
  worker.child.kill("SIGKILL");
  await worker.ended;
  await eventually("no media program is left", () => !programs.some(isAlive));
});
