import { existsSync } from "node:fs";
import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { Enrolment } from "../../../src/domain/room-state.ts";
import { type Clock, systemClock } from "../../../src/platform/clock.ts";
import { RunningRoom } from "../room/running-room.ts";
import { type RunningLiveKit, startLiveKit } from "../support/livekit-server.ts";
import { HubKit } from "./hub-kit.ts";

/** A real room daemon at a hub whose clock the test sets. */
let ahead = 0;
const clock: Clock = { ...systemClock, now: () => systemClock.now() + ahead };
let livekit: RunningLiveKit;
let kit: HubKit;
let room: RunningRoom;
let path = "";

beforeAll(async () => {
  livekit = await startLiveKit();
  kit = await HubKit.start({ clock });
  await kit.signInFirst();
  const { url, apiKey, apiSecret } = livekit;
  await kit.own("PUT", "/livekit", { url, apiKey, apiSecret });
  const computer = "{ startsAgain: true, reboot: [sh, -c, 'echo not today; exit 1'] }";
  const settings = `hub: { url: "${kit.hub.url}", pin: "${kit.hub.pin}" }\ncomputer: ${computer}\n`;
  room = await RunningRoom.start(livekit, undefined, { settings, files: {}, services: "[{ kind: hub }]" });
});
afterAll(async () => {
  await room?.stop();
  await kit?.stop();
  await livekit?.stop();
});

interface Shown {
  id: string;
  connected: boolean;
  status: string;
  reportedVersion: number;
  reportedStatus: string;
  reportedReason: string;
  suspicion: string | null;
}

const codeAfter = async (old: string | undefined): Promise<Enrolment> => {
  const { enrolment } = await room.until((state) => ![undefined, old].includes(state.enrolment?.code));
  return enrolment as Enrolment;
};
const claim = (code: string) => kit.own<{ room: string }>("POST", "/claims", { code, name: "Oak" });

const ended = ["done", "failed", "refused", "expired", "unknown"];
const ask = async (verb: string, wanted = {}) =>
  (await kit.own<{ id: string }>("POST", `${path}/actions`, { verb, arguments: wanted })).body.id;
const outcome = (id: string) =>
  kit.until<{ status: string; detail: string }>(`/actions/${id}`, ({ status }) => ended.includes(status));

test("a code that was guessed at five times, or has lain for a quarter of an hour, is worthless, and the room shows another", async () => {
  const first = await codeAfter(undefined);
  for (let tries = 0; tries < 5; tries++) {
    const wrong = `${first.code.slice(0, 5)}${String(tries).repeat(6)}`;
    expect((await claim(wrong)).status).toBe(400);
  }
  expect((await claim(first.code)).status).toBe(400);
  const second = await codeAfter(first.code);
  ahead += 15 * 60_000 + 1;
  expect((await claim(second.code)).status).toBe(400);
  const third = await codeAfter(second.code);
  const claimed = await claim(third.code);
  expect(claimed.status).toBe(200);
  path = `/rooms/${claimed.body.room}`;
  await kit.until<Shown>(path, ({ connected }) => connected);
});

test("settings that the room refuses are told with the reason, and not tried again, whatever happens", async () => {
  const wanted = { kind: "room", scope: path.split("/")[2], settings: { room: { zone: "Mars/Olympus" } } };
  expect((await kit.own("POST", "/rollouts", { name: "Far away", ...wanted })).status).toBe(200);
  const refused = await kit.until<Shown>(path, ({ reportedStatus }) => reportedStatus === "rejected");
  expect(refused.reportedReason).toContain("must be an IANA time zone");
  const reports = () => kit.hub.parts.store.db.selectFrom("reports").select(["version", "status", "at"]).execute();
  await expect.poll(reports).toContainEqual(expect.objectContaining({ status: "rejected" }));
  const before = await reports();
  await room.killAndStartAgain();
  await kit.until<Shown>(path, ({ connected, status }) => connected && status === "idle");
  await room.join("board");
  await kit.until<Shown>(path, ({ status }) => status === "meeting");
  expect((await room.state()).room.zone).toBe("Europe/Berlin");
  expect(await reports()).toEqual(before);
});

test("a daemon that was told to restart comes back into its meeting, and only then says that it was done, once", async () => {
  const id = await ask("restart");
  expect(await room.startAgainWhenEnded()).toBe(75);
  expect(await outcome(id)).toEqual(
    expect.objectContaining({ status: "done", detail: expect.stringMatching(/started/) }),
  );
  await room.until(({ meeting }) => meeting?.phase === "connected" && meeting.title === "board");
});

test("a reboot waits for the end of the meeting, and the computer's refusal is told in its own words", async () => {
  const id = await ask("reboot");
  expect(await outcome(await ask("setVolume", { percent: 35 }))).toMatchObject({ status: "done" });
  await room.until(({ volume }) => volume.percent === 35);
  await kit.until<{ status: string }>(`/actions/${id}`, ({ status }) => status === "sent");
  await room.wish({ type: "leave" });
  expect(await outcome(id)).toMatchObject({ status: "refused", detail: "sh ended with 1: not today" });
});

test("a test call goes all the way, with everything off; a room without a display says so", async () => {
  const call = await outcome(await ask("testCall"));
  expect(call).toMatchObject({ status: "done", detail: expect.stringMatching(/^connected in .* by hub,.*left off$/) });
  await room.until(({ meeting }) => meeting === null);
  expect(await outcome(await ask("display", { on: true }))).toMatchObject({
    status: "refused",
    detail: "there is no display that can be switched",
  });
});

const mayPretend = process.getuid?.() === 0 && existsSync("/etc/machine-id");

// Only root may give a program another computer's name.
test.skipIf(!mayPretend)(
  "a copy of the room's disk in another computer does not get in, and both are named",
  async () => {
    const copy = join(room.folder, "copy");
    await cp(join(room.folder, "state"), join(copy, "state"), { recursive: true });
    await cp(room.settingsFile, join(copy, "room.yaml"));
    await writeFile(join(copy, "machine-id"), "0123456789abcdef0123456789abcdef\n");
    const pretend = 'mount --bind "$0" /etc/machine-id && exec "$@"';
    const within = ["unshare", "--mount", "sh", "-c", pretend, join(copy, "machine-id")];
    const twin = await RunningRoom.startIn(copy, { within, listen: "127.0.0.1", address: "127.0.0.1" });
    onTestFinished(() => twin.stop());
    const { suspicion } = await kit.until<Shown>(path, (one) => one.suspicion !== null);
    expect(suspicion?.match(/computer [0-9a-f]{12} at 127/g)).toHaveLength(2);
    await kit.until<Shown>(path, ({ connected }) => connected);
  },
);
