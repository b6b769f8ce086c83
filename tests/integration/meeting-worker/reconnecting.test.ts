import { afterAll, afterEach, beforeAll, describe, it } from "vitest";
import { joinOrder, sourcesWith } from "../support/bench-media.ts";
import { type Clip, makeClip } from "../support/clips.ts";
import { type RunningLiveKit, startLiveKit } from "../support/livekit-server.ts";
import { WorkerUnderTest } from "../support/meeting-worker.ts";
import { OtherParticipant } from "../support/participant.ts";
import { tokenFor } from "../support/tokens.ts";

let server: RunningLiveKit;
let clip: Clip;
let worker: WorkerUnderTest;
let guest: OtherParticipant | undefined;

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

describe("the meeting server crashes and comes back", () => {
  it("the room says that it reconnects, comes back by itself, and sends and hears again", async () => {
    worker = new WorkerUnderTest();
    worker.tell(joinOrder(server.url, await tokenFor(server, "room", "crash"), sourcesWith(clip)));
    await worker.until("published", ({ source }) => source === "camera");
    const from = worker.heard.all.length;
    await server.kill();
    await worker.until("reconnecting", () => true, { from });
    await server.restart();
    await worker.until("reconnected", () => true, { from });
    guest = new OtherParticipant();
    const tone = { hertz: 660, level: 0.3 };
    await guest.join({ url: server.url, token: await tokenFor(server, "guest", "crash"), send: { tone } });
    await guest.until("firstReadableFrame");
    await guest.until("sound");
    await worker.until("statistics", ({ statistics }) => Math.abs(statistics.speakerToneHertz - 660) < 2, { from });
  });
});
