import { RoomServiceClient } from "livekit-server-sdk";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { joinOrder, sourcesWith } from "../support/bench-media.ts";
import { type Clip, makeClip } from "../support/clips.ts";
import { type RunningLiveKit, startLiveKit } from "../support/livekit-server.ts";
import { WorkerUnderTest } from "../support/meeting-worker.ts";
import { OtherParticipant } from "../support/participant.ts";
import { tokenFor } from "../support/tokens.ts";

let server: RunningLiveKit;
let clip: Clip;
let host: RoomServiceClient;
let worker: WorkerUnderTest;
let guest: OtherParticipant;
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
beforeEach(async () => {
  room = `people ${++meetings}`;
  guest = new OtherParticipant();
  worker = new WorkerUnderTest();
  worker.tell(joinOrder(server.url, await tokenFor(server, "room", room), sourcesWith(clip), { cameraOn: false }));
  await worker.until("connected");
});
afterEach(async () => {
  await worker.stop();
  await guest.stop();
});

type People = Extract<(typeof worker.heard.all)[number], { type: "participants" }>["participants"];
const untilPeople = (fits: (people: People) => boolean, from = 0) =>
  worker.until("participants", ({ participants }) => fits(participants), { from });

async function guestJoins(): Promise<void> {
  const tone = { hertz: 660, level: 0.3 };
  await guest.join({ url: server.url, token: await tokenFor(server, "guest", room), send: { tone } });
}

describe("the others in the meeting", () => {
  it("come, speak, are muted, raise a hand, and go", async () => {
    await guestJoins();
    await untilPeople(([one]) => one?.identity === "guest" && one.microphone === "on");
    await untilPeople(([one]) => one?.speaking === true);
    guest.tell({ order: "mute", on: true });
    await untilPeople(([one]) => one?.microphone === "muted");
    await host.updateParticipant(room, "guest", { attributes: { handRaisedAt: "2026-11-25T10:00:00Z" } });
    await untilPeople(([one]) => one?.handRaised === true);
    await host.updateParticipant(room, "guest", { attributes: { handRaisedAt: "" }, name: "Grüße, Gast" });
    await untilPeople(([one]) => one?.handRaised === false && one.name === "Grüße, Gast");
    guest.tell({ order: "leave" });
    await untilPeople((people) => people.length === 0, worker.heard.all.length);
  });

  it("who only watches unseen, like the room's display, is not among them", async () => {
    const token = await tokenFor(server, "display", room, { hidden: true, canPublish: false });
    await guest.join({ url: server.url, token });
    await guest.until("firstSound");
    const people = worker.heard.all.flatMap((report) => (report.type === "participants" ? report.participants : []));
    expect(people).toEqual([]);
  });
});

describe("what the service says of the meeting", () => {
  it("a recording that the service announces in the room's metadata is shown, and its end", async () => {
    await host.updateRoomMetadata(room, JSON.stringify({ recording_status: "started" }));
    await worker.until("recording", ({ on }) => on);
    await host.updateRoomMetadata(room, JSON.stringify({ recording_status: "stopped" }));
    await worker.until("recording", ({ on }) => !on);
  });

  it("metadata that nobody understands changes nothing", async () => {
    await host.updateRoomMetadata(room, "\u0000 not json {");
    await host.updateRoomMetadata(room, JSON.stringify({ recording_status: "started" }));
    await worker.until("recording", ({ on }) => on);
  });

  it("a right to send sound that is withdrawn is told, and used again when it is given back", async () => {
    await guestJoins();
    await guest.until("sound");
    const rights = { canSubscribe: true, canPublish: true, canPublishData: true };
    await host.updateParticipant(room, "room", { permission: { ...rights, canPublish: false } });
    const failed = await worker.untilSource("microphone", "failed");
    expect(failed).toMatchObject({ code: "meeting.refused" });
    await host.updateParticipant(room, "room", { permission: rights });
    await worker.untilSource("microphone", "on", worker.heard.all.indexOf(failed));
  });
});
