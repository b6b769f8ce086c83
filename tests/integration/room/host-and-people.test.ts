import { RoomServiceClient, TrackSource } from "livekit-server-sdk";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type RunningLiveKit, startLiveKit } from "../support/livekit-server.ts";
import { OtherParticipant } from "../support/participant.ts";
import { tokenFor } from "../support/tokens.ts";
import { RunningRoom } from "./running-room.ts";

/** What hosts and people of a service do to the room, seen in the state that panel and display show. */
let server: RunningLiveKit;
let room: RunningRoom;
let host: RoomServiceClient;
let ana: OtherParticipant;
let name: string;
let count = 0;

beforeAll(async () => {
  server = await startLiveKit();
  room = await RunningRoom.start(server);
  host = new RoomServiceClient(server.url.replace("ws:", "http:"), server.apiKey, server.apiSecret);
});
afterAll(async () => {
  await room?.stop();
  await server?.stop();
});
beforeEach(async () => {
  name = `host-${++count}`;
  ana = new OtherParticipant();
  await ana.until("ready");
  await ana.join({ url: server.url, token: await tokenFor(server, "ana", name) });
  await room.join(name);
});
afterEach(async () => {
  await ana.stop();
  if ((await room.state()).meeting !== null) await room.wish({ type: "leave" });
  await room.until(({ meeting }) => meeting === null);
});

const roomIdentity = async () => {
  const people = await host.listParticipants(name);
  return people.find(({ identity }) => identity !== "ana")?.identity ?? "";
};

test("what others write is read once, though it is sent in two forms", async () => {
  ana.tell({ order: "say", text: "Can you hear us?" });
  // One after the other: what is sent at the same moment may arrive in either order.
  await room.until((state) => (state.meeting?.chat.length ?? 0) >= 1);
  ana.tell({ order: "say", text: "已经开始了" });
  const { meeting } = await room.until((state) => (state.meeting?.chat.length ?? 0) >= 2);
  expect(meeting?.chat).toMatchObject([
    { from: "ana", text: "Can you hear us?" },
    { from: "ana", text: "已经开始了" },
  ]);
  ana.tell({ order: "data", topic: "lk-chat-topic", text: JSON.stringify({ id: "1", message: "an old client" }) });
  const later = await room.until((state) => (state.meeting?.chat.length ?? 0) >= 3);
  expect(later.meeting?.chat.at(-1)).toMatchObject({ id: "1", text: "an old client" });
});

test("the hand goes up and down, as others see it", async () => {
  expect(await room.wish({ type: "raiseHand", raised: true })).toMatchObject({ status: 202 });
  await room.until(({ meeting }) => meeting?.hand?.raised === true);
  const raisedAtMs = async () =>
    Date.parse((await host.getParticipant(name, await roomIdentity())).attributes.handRaisedAt ?? "");
  await expect.poll(raisedAtMs).toBeGreaterThan(0);
  await host.updateParticipant(name, await roomIdentity(), { attributes: { handRaisedAt: "" } });
  await room.until(({ meeting }) => meeting?.hand?.raised === false);
});

test("rights that the host withdraws are said at once, are no fault of the device, and work again when given back", async () => {
  const identity = await roomIdentity();
  const rights = { canSubscribe: true, canPublish: true, canPublishData: true };
  const only = (...canPublishSources: TrackSource[]) =>
    host.updateParticipant(name, identity, { permission: { ...rights, canPublishSources } });
  await only(TrackSource.CAMERA, TrackSource.SCREEN_SHARE);
  const { meeting, faults } = await room.until(
    (state) => state.meeting?.withheld.includes("microphone") === true && !state.meeting.microphone.on,
  );
  expect(meeting?.withheld).toEqual(["microphone"]);
  expect(faults.filter(({ code }) => /^(device|media)\./.test(code))).toEqual([]);
  await only(TrackSource.CAMERA, TrackSource.MICROPHONE, TrackSource.SCREEN_SHARE);
  await room.until((state) => state.meeting?.withheld.length === 0 && state.meeting.microphone.on);
});

test("a camera that the host stops is said, and comes back when people want it", async () => {
  const identity = await roomIdentity();
  // The server's list is behind for a moment when rights have just changed.
  const cameraSid = async () => {
    const { tracks } = await host.getParticipant(name, identity);
    return tracks.find(({ source }) => source === TrackSource.CAMERA)?.sid ?? "";
  };
  await expect.poll(cameraSid).not.toBe("");
  await host.mutePublishedTrack(name, identity, await cameraSid(), true);
  await room.until(({ meeting }) => meeting?.cameraStoppedByOther === true && !meeting.camera.on);
  await room.wish({ type: "setCamera", on: true });
  await room.until(({ meeting }) => meeting?.cameraStoppedByOther === false && meeting.camera.on);
});

test("a recording that is announced is shown until it ends, also when its end only stands in the room's metadata", async () => {
  ana.tell({ order: "data", text: JSON.stringify({ type: "screenRecordingStarted" }) });
  await room.until(({ meeting }) => meeting?.recording === true);
  ana.tell({ order: "data", text: JSON.stringify({ type: "screenRecordingLimitReached" }) });
  await room.until(({ meeting }) => meeting?.recording === false);
  ana.tell({ order: "data", text: JSON.stringify({ type: "transcriptionStarted" }) });
  await room.until(({ meeting }) => meeting?.recording === true);
  await host.updateRoomMetadata(name, JSON.stringify({ recording_status: "saved" }));
  await room.until(({ meeting }) => meeting?.recording === false);
});

test("removed by the host: the room stays out, though its token would still be taken", async () => {
  await host.removeParticipant(name, await roomIdentity());
  const { lastMeeting } = await room.until(({ meeting }) => meeting === null);
  expect(lastMeeting).toMatchObject({ reason: "removed" });
  // A rejoin would come within a second: two later people of the meeting are enough time for it.
  for (const identity of ["bo", "cy"]) {
    const other = new OtherParticipant();
    await other.until("ready");
    await other.join({ url: server.url, token: await tokenFor(server, identity, name) });
    await other.stop();
  }
  expect((await room.state()).meeting).toBeNull();
  expect(await roomIdentity()).not.toContain("room-oak");
});
