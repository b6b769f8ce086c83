import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RunningLiveKit, startLiveKit } from "../support/livekit-server.ts";
import { OtherParticipant } from "../support/participant.ts";
import { processes } from "../support/processes.ts";
import { tokenFor } from "../support/tokens.ts";
import { RunningRoom } from "./running-room.ts";

let server: RunningLiveKit;
let room: RunningRoom;
let ana: OtherParticipant;
let name: string;
let count = 0;

beforeAll(async () => {
  server = await startLiveKit();
  room = await RunningRoom.start(server);
});
afterAll(async () => {
  await room?.stop();
  await server?.stop();
});

beforeEach(async () => {
  name = `review-${++count}`;
  ana = new OtherParticipant();
  await ana.until("ready");
  await ana.join({
    url: server.url,
    token: await tokenFor(server, "ana", name),
    send: { tone: { hertz: 660, level: 0.3 } },
  });
});
afterEach(async () => {
  await ana.stop();
  if ((await room.state()).meeting !== null) await room.wish({ type: "leave" });
  await room.until(({ meeting }) => meeting === null);
});

const pictureOf = (measured: Awaited<ReturnType<OtherParticipant["measure"]>>) =>
  measured.pictures.find(({ source }) => source === "camera");
const soundOf = (measured: Awaited<ReturnType<OtherParticipant["measure"]>>) => measured.sounds[0];
const seesAndHears = () =>
  ana.measureUntil(
    (m) => (pictureOf(m)?.differentFrames ?? 0) > 10 && Math.abs((soundOf(m)?.toneHertz ?? 0) - 440) < 5,
  );

describe("a meeting", () => {
  test("the room is seen and heard, and hears the others", async () => {
    await room.join(name);
    await seesAndHears();
    // A smaller layer may come first.
    await ana.measureUntil((m) => pictureOf(m)?.width === 1280 && pictureOf(m)?.height === 720);
    const { meeting } = await room.until(({ meeting: now }) => now?.participants[0]?.microphone === "on");
    expect(meeting?.participants).toMatchObject([{ identity: "ana" }]);
    await expect.poll(() => room.metric("roomkeeper_speaker_tone_hertz")).toBeCloseTo(660, -1);
  });

  test("microphone and camera off: silence and no process on the camera; on again: back", async () => {
    await room.join(name);
    await seesAndHears();
    await room.wish({ type: "setMicrophone", on: false });
    await room.wish({ type: "setCamera", on: false });
    await room.until(({ meeting }) => meeting?.microphone.on === false && meeting.camera.on === false);
    await ana.until("muted", ({ source }) => source === "camera");
    await ana.until("silence");
    await expect.poll(() => room.children("gst-launch").length).toBe(0);
    ana.tell({ order: "reset" });
    await room.wish({ type: "setMicrophone", on: true });
    await room.wish({ type: "setCamera", on: true });
    await seesAndHears();
  });

  test("the share is seen beside the camera and ends when it is stopped", async () => {
    await room.join(name);
    await room.wish({ type: "startShare" });
    await ana.measureUntil((m) => m.pictures.some((p) => p.source === "share" && p.differentFrames > 5));
    await room.until(({ meeting }) => meeting?.share?.activity === "on");
    await room.wish({ type: "stopShare" });
    await ana.until("unpublished", ({ source }) => source === "share");
    await room.until(({ meeting }) => meeting?.share === null);
  });

  test("a wish that makes no sense is refused with the reason, as a problem document", async () => {
    expect(await room.wish({ type: "leave" })).toMatchObject({
      status: 409,
      answer: { code: "intent.impossible", detail: expect.stringContaining("not in a meeting") },
    });
  });

  test("leaving: the others see the room go, and nothing runs on", async () => {
    await room.join(name);
    await ana.until("came");
    await room.wish({ type: "leave" });
    await ana.until("went");
    const { lastMeeting } = await room.until(({ meeting }) => meeting === null);
    expect(lastMeeting).toMatchObject({ reason: "left" });
    await expect.poll(() => room.children("gst-launch").length).toBe(0);
    await expect.poll(() => room.children("meeting-worker").length).toBe(1);
  });
});

describe("something dies in a meeting", () => {
  /** The one that runs the camera's program. */
  const workerInMeeting = () => {
    const parents = new Set(
      processes().flatMap(({ command, parent }) => (command.includes("gst-launch") ? [parent] : [])),
    );
    return room.children("meeting-worker").find((pid) => parents.has(pid)) ?? 0;
  };

  test("the meeting worker is killed: the room is back by itself, same identity, microphone still off", async () => {
    await room.join(name);
    await seesAndHears();
    await room.wish({ type: "setMicrophone", on: false });
    await room.until(({ meeting }) => meeting?.microphone.on === false);
    await expect.poll(() => room.children("meeting-worker").length).toBe(2);
    const inMeeting = workerInMeeting();
    const [spare] = room.children("meeting-worker").filter((pid) => pid !== inMeeting);
    process.kill(inMeeting, "SIGKILL");
    await expect.poll(workerInMeeting).toBe(spare);
    ana.tell({ order: "reset" });
    const { meeting } = await room.until((s) => s.meeting?.phase === "connected" && s.meeting.camera.on);
    expect(meeting).toMatchObject({ microphone: { wanted: false, on: false }, camera: { on: true } });
    const measured = await ana.measureUntil((m) => (pictureOf(m)?.differentFrames ?? 0) > 10);
    expect(new Set(measured.pictures.map(({ from }) => from)).size).toBe(1);
    await room.wish({ type: "setMicrophone", on: true });
    await seesAndHears();
    await room.until(({ faults }) => faults.every(({ code }) => code === "bench.in-use"));
  });

  test("the device host is killed: the meeting does not notice, the fault comes and goes", async () => {
    await room.join(name);
    await seesAndHears();
    const [host] = room.children("device-host");
    const inMeeting = workerInMeeting();
    process.kill(host as number, "SIGKILL");
    await expect.poll(() => room.children("device-host").filter((pid) => pid !== host).length).toBe(1);
    await room.until(({ faults }) => !faults.some(({ code }) => code === "device-host.down"));
    ana.tell({ order: "reset" });
    await seesAndHears();
    expect(workerInMeeting()).toBe(inMeeting);
    expect((await room.state()).meeting?.phase).toBe("connected");
  });

  test("the daemon itself is killed: its children go with it, and the next one is back in the meeting", async () => {
    await room.join(name);
    await room.wish({ type: "setMicrophone", on: false });
    await room.until(({ meeting }) => meeting?.microphone.on === false);
    const children = [
      ...room.children("meeting-worker"),
      ...room.children("gst-launch"),
      ...room.children("device-host"),
    ];
    await room.killAndStartAgain();
    const { meeting } = await room.until((s) => s.meeting?.phase === "connected" && s.meeting.camera.on);
    expect(meeting).toMatchObject({ title: name, microphone: { wanted: false, on: false } });
    const alive = (pid: number) => existsSync(`/proc/${pid}`);
    await expect.poll(() => children.filter(alive)).toEqual([]);
    await ana.measureUntil((m) => (pictureOf(m)?.differentFrames ?? 0) > 10);
    ana.tell({ order: "reset" });
    await room.wish({ type: "setMicrophone", on: true });
    await seesAndHears();
  });

  test("the meeting server is killed and comes back: the room is in the meeting again by itself", async () => {
    await room.join(name);
    await seesAndHears();
    await server.kill();
    await room.until(
      ({ meeting, faults }) => meeting?.phase === "reconnecting" && faults.some(({ code }) => code === "network.down"),
    );
    await ana.stop();
    await server.restart();
    await room.until((s) => s.meeting?.phase === "connected" && s.meeting.camera.on && s.meeting.microphone.on);
    ana = new OtherParticipant();
    await ana.until("ready");
    await ana.join({ url: server.url, token: await tokenFor(server, "ana", name) });
    await seesAndHears();
    await room.until(({ faults }) => !faults.some(({ code }) => code === "network.down"));
  });
});

describe("settings", () => {
  test("a bad file is told and changes nothing; a good one is used", async () => {
    const good = await readFile(room.settingsFile, "utf8");
    await writeFile(room.settingsFile, good.replace("zone: Europe/Berlin", "zone: Mars/Base"));
    const { faults, room: facts } = await room.until(({ faults }) =>
      faults.some(({ code }) => code === "settings.rejected"),
    );
    expect(faults.find(({ code }) => code === "settings.rejected")?.detail).toContain('room.zone "Mars/Base"');
    expect(facts.zone).toBe("Europe/Berlin");
    await writeFile(room.settingsFile, good);
    await room.until(({ faults }) => !faults.some(({ code }) => code === "settings.rejected"));
  });
});

test("no token and no secret in what the daemon says or shows", async () => {
  await room.join(name);
  const shown = JSON.stringify(await room.state()) + (await (await fetch(`${room.origin}/metrics`)).text());
  expect(shown).not.toContain("eyJ");
  expect(shown).not.toContain(server.apiSecret);
});
