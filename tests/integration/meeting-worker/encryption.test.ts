import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { joinOrder, sourcesWith } from "../support/bench-media.ts";
import { type Clip, makeClip } from "../support/clips.ts";
import { type RunningLiveKit, startLiveKit } from "../support/livekit-server.ts";
import { WorkerUnderTest } from "../support/meeting-worker.ts";
import { OtherParticipant } from "../support/participant.ts";
import { tokenFor } from "../support/tokens.ts";

const passphrase = "Brücke 50% off";
const tone = { hertz: 660, level: 0.3 };

let server: RunningLiveKit;
let clip: Clip;
let worker: WorkerUnderTest;
let guest: OtherParticipant;
let meetings = 0;
let room = "";

beforeAll(async () => {
  [server, clip] = await Promise.all([startLiveKit(), makeClip(640, 360)]);
});
afterAll(async () => {
  await server?.stop();
  await clip?.remove();
});
beforeEach(() => {
  room = `encryption ${++meetings}`;
  guest = new OtherParticipant();
  worker = new WorkerUnderTest();
});
afterEach(async () => {
  await worker.stop();
  await guest.stop();
});

const guestJoins = async (key?: string) =>
  guest.join({
    url: server.url,
    token: await tokenFor(server, "guest", room),
    send: { tone },
    ...(key ? { passphrase: key } : {}),
  });
const roomJoins = async (key: string | null) =>
  worker.tell(joinOrder(server.url, await tokenFor(server, "room", room), sourcesWith(clip), { passphrase: key }));

const encrypted = { reason: "encrypted", code: "meeting.encrypted" };
const published = () => worker.heard.all.filter((report) => report.type === "published");

describe("an encrypted meeting", () => {
  it("is understood both ways with the passphrase", async () => {
    await guestJoins(passphrase);
    await roomJoins(passphrase);
    expect(await worker.until("encrypted")).toMatchObject({ on: true });
    const { pictures, sounds } = await guest.measureUntil(({ pictures: [picture], sounds: [sound] }) => {
      return (picture?.latenciesMs.length ?? 0) > 20 && Math.abs((sound?.toneHertz ?? 0) - 440) < 2;
    });
    expect([pictures[0]?.from, sounds[0]?.from]).toEqual(["room", "room"]);
    await worker.until("statistics", ({ statistics }) => Math.abs(statistics.speakerToneHertz - 660) < 2);
  });

  it("without a passphrase gets nothing of the room, and says what is missing", async () => {
    await guestJoins(passphrase);
    await roomJoins(null);
    expect(await worker.until("ended")).toMatchObject(encrypted);
    expect(published()).toEqual([]);
    expect(guest.heard.all.some(({ event }) => event === "appeared")).toBe(false);
  });

  it("that becomes one later is left at once", async () => {
    await roomJoins(null);
    await worker.until("published", ({ source }) => source === "microphone");
    await guestJoins(passphrase);
    expect(await worker.until("ended")).toMatchObject(encrypted);
    await guest.until("went", ({ from }) => from === "room");
  });

  it("names who sends without encryption: they get noise of the room, and nobody tells them", async () => {
    await guestJoins();
    await roomJoins(passphrase);
    expect(await worker.until("inTheClear")).toMatchObject({ names: ["guest"] });
    guest.tell({ order: "leave" });
    await worker.until("inTheClear", ({ names }) => names.length === 0);
  });

  it("with a wrong passphrase is left, not sat in with silence", async () => {
    await guestJoins(passphrase);
    await roomJoins("something else");
    expect(await worker.until("ended")).toMatchObject(encrypted);
  });
});

it("a meeting in the clear says so", async () => {
  await guestJoins();
  await roomJoins(null);
  expect(await worker.until("encrypted")).toMatchObject({ on: false });
});
