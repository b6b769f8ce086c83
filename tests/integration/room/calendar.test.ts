import type { Dirent } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { RoomState } from "../../../src/domain/room-state.ts";
import { type CalendarServer, startRadicale } from "../../simulators/calendar-servers.ts";
import { type RunningLiveKit, startLiveKit } from "../support/livekit-server.ts";
import { RunningRoom } from "./running-room.ts";

/** The daemon with a real CalDAV server. */
let server: RunningLiveKit;
let calendar: CalendarServer;
let room: RunningRoom;
const pollSeconds = 5;

const minuteMs = 60_000;
const stamp = (ms: number) => `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

async function dav(method: string, path: string, body?: string): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${calendar.username}:${calendar.password}`).toString("base64")}`;
  const type = method === "PUT" ? "text/calendar" : "application/xml";
  const init = { method, headers: { authorization, "content-type": type, depth: "1" } };
  const answer = await fetch(`${calendar.home}room/${path}`, body === undefined ? init : { ...init, body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: HTTP ${answer.status} ${text}`);
  return text;
}

const put = (uid: string, startMs: number, minutes: number, ...lines: string[]) =>
  dav(
    "PUT",
    `${uid}.ics`,
    [
      ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", "BEGIN:VEVENT", `UID:${uid}`],
      ...[`DTSTAMP:${stamp(0)}`, `DTSTART:${stamp(startMs)}`, `DTEND:${stamp(startMs + minutes * minuteMs)}`],
      ...[...lines, "END:VEVENT", "END:VCALENDAR", ""],
    ].join("\r\n"),
  );

beforeAll(async () => {
  [server, calendar] = await Promise.all([startLiveKit(), startRadicale()]);
  await dav(
    "MKCALENDAR",
    "",
    '<C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop><displayname>Oak</displayname></prop></set></C:mkcalendar>',
  );
  const source = `{ kind: caldav, url: "${calendar.home}room/", username: oak, passwordFile: password, pollSeconds: ${pollSeconds}, write: true }`;
  room = await RunningRoom.start(server, undefined, {
    settings: `calendar: { sources: [${source}] }\n`,
    files: { password: calendar.password },
  });
});
afterAll(async () => {
  await room?.stop();
  await calendar?.stop();
  await server?.stop();
});
afterEach(async () => {
  if ((await room.state()).meeting !== null) await room.wish({ type: "leave" });
  await room.until(({ meeting }) => meeting === null);
});

test("a change in the calendar is on the panel within one poll, and a private one says nothing", async () => {
  await room.until(({ calendar: { readAt } }) => readAt !== null);
  const startMs = Date.now() + 60 * minuteMs;
  await put("a", startMs, 30, "SUMMARY:Review", "LOCATION:https://meet.example.org/rooms/review");
  const reads = new Set<string | null>();
  const { agenda } = await room.until(({ agenda: now, calendar: { readAt } }) => {
    reads.add(readAt);
    return now.length === 1;
  });
  // The one before, one that may have been under way, and the next.
  expect(reads.size).toBeLessThanOrEqual(3);
  expect(agenda[0]).toMatchObject({ title: "Review", native: true, noJoin: "too-early" });
  await put("a", startMs, 30, "SUMMARY:Pay of Bo", "CLASS:PRIVATE", "ORGANIZER;CN=Ana:mailto:ana@example.org");
  await room.until((state) => state.agenda[0]?.private === true);
  expect(JSON.stringify(await room.state())).not.toContain("Pay of Bo");
  await dav("DELETE", "a.ics");
  await room.until((state) => state.agenda.length === 0);
});

/** What the daemon has on the disk now, by name; one that is replaced at this moment is there under its last name. */
async function keptFiles(): Promise<Record<string, string>> {
  const kept = join(room.folder, "state");
  const files = (await readdir(kept, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const read = ({ parentPath, name }: Dirent) => readFile(join(parentPath, name), "latin1").catch(() => "");
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file.name, await read(file)] as const)));
}

test("what a booking says beside its meeting is nowhere: not in the state, not on the disk, and no passcode in the clear", async () => {
  const secrets = ["Zu4nx8", "778123", "bonus of Bo", "bo@example.org", "us02web.zoom.us"];
  await put(
    ...(["c", Date.now() + 90 * minuteMs, 30, "SUMMARY:Talk"] as const),
    "ATTENDEE;CN=Bo:mailto:bo@example.org",
    "DESCRIPTION:About the bonus of Bo. https://us02web.zoom.us/j/81234567890?pwd=Zu4nx8 Passcode: 778123",
  );
  const { agenda } = await room.until((state) => state.agenda.some(({ title }) => title === "Talk"));
  expect(agenda[0]).toMatchObject({ service: "zoom" });
  const shown = JSON.stringify(await room.state()) + (await (await fetch(`${room.origin}/metrics`)).text());
  await expect.poll(async () => Object.keys(await keptFiles())).toContain("agenda.sealed");
  const texts = Object.values(await keptFiles());
  for (const secret of secrets) for (const text of [shown, ...texts]) expect(text).not.toContain(secret);
  await dav("DELETE", "c.ics");
});

test("booked at the panel: it stands in the calendar at once, and the room is busy", async () => {
  await room.until(({ availability }) => availability.free);
  expect(await room.wish({ type: "bookNow", minutes: 30 })).toMatchObject({ status: 202 });
  const { availability } = await room.until((state) => !state.availability.free);
  expect(Date.parse(availability.until ?? "") - Date.now()).toBeGreaterThan(28 * minuteMs);
  expect(await dav("PROPFIND", "")).toContain("roomkeeper-");
  expect(await room.wish({ type: "bookNow", minutes: 30 })).toMatchObject({ status: 409 });
  const name = /room\/(roomkeeper-[^<]+\.ics)/.exec(await dav("PROPFIND", ""))?.[1] ?? "";
  await dav("DELETE", name);
  await room.until((state) => state.availability.free);
});

test("a meeting whose booking is cancelled meanwhile goes on and says so; a longer one gets its new end", async () => {
  const startMs = Date.now() - 5 * minuteMs;
  await put("b", startMs, 20, "SUMMARY:Stand-up", "LOCATION:https://meet.example.org/rooms/stand-up");
  const standUp = (state: RoomState) => state.agenda.find(({ title }) => title === "Stand-up");
  const id = standUp(await room.until((state) => standUp(state)?.joinable === true))?.id ?? "";
  await room.wish({ type: "join", bookingId: id });
  await room.until(({ meeting }) => meeting?.phase === "connected");
  await put("b", startMs, 50, "SUMMARY:Stand-up", "LOCATION:https://meet.example.org/rooms/stand-up");
  const endsAt = new Date(Math.floor((startMs + 50 * minuteMs) / 1000) * 1000).toISOString();
  await room.until(({ meeting }) => meeting?.endsAt === endsAt);
  await dav("DELETE", "b.ics");
  const { meeting } = await room.until((state) => state.meeting?.bookingChange === "cancelled");
  expect(meeting?.phase).toBe("connected");
});
