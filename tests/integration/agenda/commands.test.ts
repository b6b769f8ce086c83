import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runAgendaCommand } from "../../../src/agenda/agenda-command.ts";
import { runCalendarCheck } from "../../../src/agenda/calendar-check.ts";
import { runCalendarPreview } from "../../../src/agenda/calendar-preview.ts";
import { recognitionOf } from "../../../src/appliance/links.ts";
import { calendar } from "../../unit/agenda/calendar-text.ts";

const cases = fileURLToPath(new URL("../../unit/agenda/cases/", import.meta.url));
const day = ["--zone", "Europe/Berlin", "--from", "2026-06-10T00:00:00Z", "--to", "2026-06-11T00:00:00Z"];

let folder: string;
let out = "";
let err = "";
const io = {
  out(text: string) {
    out += text;
  },
  err(text: string) {
    err += text;
  },
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "agenda-command-"));
  out = "";
  err = "";
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const tomorrow = (hours: number) =>
  `${new Date(Date.now() + 86_400_000 + hours * 3_600_000).toISOString().replace(/[-:]/g, "").slice(0, 11)}0000Z`;

test("the agenda is an array, sorted, in UTC, with the meeting of each booking", async () => {
  const file = join(folder, "a.ics");
  const link = "https://teams.microsoft.com/meet/271940386652718?p=8htDioVsww6yzExVNv";
  await writeFile(
    file,
    calendar(
      ["UID:b", "DTSTART:20260610T100000Z", "DURATION:PT1H", "SUMMARY:Later"],
      ["UID:a", "DTSTART:20260610T080000Z", "DURATION:PT1H", "SUMMARY:Sooner", `LOCATION:${link}`],
    ),
  );
  expect(await runAgendaCommand(["--ics", file, ...day, "--json"], io)).toBe(0);
  expect(JSON.parse(out)).toMatchObject([
    { uid: "a", start: "2026-06-10T08:00:00.000Z", join: { service: "teams", meetingId: "271940386652718" } },
    { uid: "b", start: "2026-06-10T10:00:00.000Z", join: null },
  ]);
});

test("a file that was cut off is refused with its name, line and property", async () => {
  const file = join(cases, "074-cut-off-inside-an-event.ics");
  await expect(runAgendaCommand(["--ics", file, ...day, "--json"], io)).rejects.toThrow(/074-.*\.ics: line 49, UID: /);
  expect(out).toBe("");
});

test("events that cannot be read are named beside the answer", async () => {
  const file = join(cases, "075-one-unreadable-event.ics");
  const window = ["--zone", "Europe/Berlin", "--from", "2026-05-11T00:00:00Z", "--to", "2026-05-12T00:00:00Z"];
  expect(await runAgendaCommand(["--ics", file, ...window, "--json"], io)).toBe(0);
  expect(JSON.parse(out)).toHaveLength(2);
  expect(err).toMatch(/left out: line 15, DTSTART: .*\(event p2@brk\.example\)/);
});

test.each([
  [["--zone", "Europe/Berlin"], /--ics is missing/],
  [["--ics", "a.ics"], /--zone is missing/],
  [["--ics", "a.ics", "--zone", "Mars/Olympus"], /not an IANA time zone/],
  [["--ics", "a.ics", "--zone", "UTC", "--from", "yesterday"], /--from yesterday is not an instant/],
  [["--ics", "a.ics", "--zone", "UTC", "--from", "2026-06-10T00:00:00"], /is not an instant/],
  [["--what"], /--what/],
])("arguments %j are refused with how it is called", async (args, message) => {
  await expect(runAgendaCommand(args, io)).rejects.toThrow(message);
  await expect(runAgendaCommand(args, io)).rejects.toThrow(/usage: roomkeeper agenda/);
});

test("two calendars are merged without doubles", async () => {
  const file = join(cases, "080-daily-since-1990.ics");
  expect(await runAgendaCommand(["--ics", file, "--ics", file, ...day, "--json"], io)).toBe(0);
  expect(JSON.parse(out)).toHaveLength(2);
});

async function settings(...sources: object[]): Promise<string> {
  const file = join(folder, "room.yaml");
  await writeFile(file, JSON.stringify({ room: { name: "Oak", zone: "Europe/Berlin" }, calendar: { sources } }));
  return file;
}

test("the check says which calendar works and which does not, and why", async () => {
  await writeFile(
    join(folder, "good.ics"),
    calendar(["UID:a", `DTSTART:${tomorrow(1)}`, "DURATION:PT1H", "SUMMARY:Talk", "DESCRIPTION:About it"]),
  );
  await writeFile(join(folder, "page.ics"), "<html>");
  const file = await settings({ kind: "ics", file: "good.ics" }, { kind: "ics", file: "page.ics" });
  expect(await runCalendarCheck(["check", "--config", file, "--json"], io)).toBe(1);
  expect(JSON.parse(out)).toMatchObject([
    { source: "good.ics", error: null, bookings: 1, findings: [] },
    { source: "page.ics", error: expect.stringMatching(/web page/) },
  ]);
});

test("the check finds a mailbox that strips its bookings, and says which setting to change", async () => {
  const bare = [1, 2, 3].map((hours) => [
    `UID:${hours}`,
    `DTSTART:${tomorrow(hours)}`,
    "DURATION:PT1H",
    'ORGANIZER;CN="Ada Example":mailto:ada@example.com',
    "SUMMARY:Ada Example",
  ]);
  await writeFile(join(folder, "bare.ics"), calendar(...bare));
  expect(await runCalendarCheck(["check", "--config", await settings({ kind: "ics", file: "bare.ics" })], io)).toBe(1);
  expect(out).toMatch(/DeleteComments \$false/);
  expect(out).toMatch(/DeleteSubject \$false/);
});

test("a preview says what new hosts and rules would do to the room's bookings, without links and passcodes", async () => {
  const at = (hours: number) => [`DTSTART:${tomorrow(hours)}`, "DURATION:PT1H"];
  await writeFile(
    join(folder, "room.ics"),
    calendar(
      ["UID:a", ...at(0), "SUMMARY:Review", "LOCATION:https://video.example.org/oak?pwd=secret"],
      ["UID:b", ...at(2), "SUMMARY:Pay", "CLASS:PRIVATE", "LOCATION:https://video.example.org/pay"],
      ["UID:c", ...at(4), "SUMMARY:Talk", "LOCATION:https://meet.jit.si/Talk"],
    ),
  );
  const settings = (recognition: string) => `
room: { name: Oak, zone: Europe/Berlin }
calendar: { sources: [{ kind: ics, file: room.ics }]${recognition} }
`;
  const [now, then] = [join(folder, "room.yaml"), join(folder, "new.yaml")];
  await writeFile(now, settings(""));
  await writeFile(then, settings(", recognition: { hosts: { jitsi: [video.example.org] } }"));
  expect(await runCalendar(["preview", "--config", now, "--with", then])).toBe(0);
  expect(out).toMatch(/now found: Review: nothing → Jitsi Meet oak/);
  expect(out).toMatch(/now found: \(private\): nothing/);
  expect(out).toMatch(/2 of 3 bookings change/);
  expect(out).not.toMatch(/secret|Pay\b|https:/);
  await writeFile(then, settings(", recognition: { hosts: { jitsy: [video.example.org] } }"));
  expect(await runCalendar(["preview", "--config", now, "--with", then])).toBe(1);
  expect(out).toMatch(/cannot work: adminHosts\.jitsy: no such service/);
});

const runCalendar = (args: string[]) => runCalendarPreview(args, { ...io, recognitionOf });
