import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Agenda, type AgendaSnapshot, agendaWindow } from "../../../src/agenda/agenda.ts";
import { AgendaStore } from "../../../src/agenda/agenda-store.ts";
import { type CalendarSource, SourceError, type SourceSnapshot } from "../../../src/agenda/sources/source.ts";
import type { Booking } from "../../../src/domain/booking.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";
import { booking } from "./booking.ts";

/** A source that does what the test says, and remembers when it was asked. */
class ScriptedSource implements CalendarSource {
  readonly name: string;
  readonly pollMs = 45_000;
  readonly askedAt: number[] = [];
  answer: () => SourceSnapshot | Promise<SourceSnapshot>;
  readonly #clock: FakeClock;

  constructor(name: string, clock: FakeClock, answer: () => SourceSnapshot | Promise<SourceSnapshot>) {
    this.name = name;
    this.#clock = clock;
    this.answer = answer;
  }

  async poll() {
    this.askedAt.push(this.#clock.now());
    return await this.answer();
  }
}

const clockStart = "2026-03-02T09:00:00Z";
let clock: FakeClock;
let folder: string;
let agenda: Agenda | null = null;
let told: AgendaSnapshot[] = [];

beforeEach(async () => {
  clock = new FakeClock(clockStart);
  folder = await mkdtemp(join(tmpdir(), "agenda-"));
  told = [];
});

afterEach(async () => {
  await agenda?.stop();
  await rm(folder, { recursive: true, force: true });
});

const has =
  (...bookings: Booking[]) =>
  (): SourceSnapshot => ({ bookings, problems: [], skewMs: null });
const fails = (error: Error) => () => {
  throw error;
};

async function run(sources: CalendarSource[], store: AgendaStore | null = null) {
  agenda = new Agenda({
    sources,
    clock,
    log: silentLog,
    store,
    random: () => 0.5,
    onChange: (snapshot) => told.push(snapshot),
  });
  await agenda.start();
  await clock.advance(0);
}

test("a change at the source is told within one poll", async () => {
  const source = new ScriptedSource("feed", clock, has());
  await run([source]);
  source.answer = has(booking({ title: "New" }));
  await clock.advance(45_000);
  expect(told.at(-1)?.bookings.map(({ title }) => title)).toEqual(["New"]);
});

test("many rooms do not ask at the same moment: polls are spread over a fifth", async () => {
  const distances: number[] = [];
  for (const random of [0, 0.5, 1]) {
    const source = new ScriptedSource("feed", clock, has());
    const one = new Agenda({
      sources: [source],
      clock,
      log: silentLog,
      store: null,
      random: () => random,
      onChange() {},
    });
    await one.start();
    await clock.advance(120_000);
    distances.push((source.askedAt[1] ?? 0) - (source.askedAt[0] ?? 0));
    await one.stop();
  }
  expect(distances).toEqual([36_000, 45_000, 54_000]);
});

test("a server that asks to wait is left alone for so long", async () => {
  const busy = new SourceError("calendar.refused", "busy", { status: 429, retryAfterMs: 600_000 });
  const source = new ScriptedSource("feed", clock, fails(busy));
  await run([source]);
  await clock.advance(599_000);
  expect(source.askedAt).toHaveLength(1);
  await clock.advance(2000);
  expect(source.askedAt).toHaveLength(2);
});

test("a server that is down is asked less and less often, and at its pace again when it is back", async () => {
  const source = new ScriptedSource("feed", clock, fails(new SourceError("calendar.unreachable", "down")));
  await run([source]);
  await clock.advance(3_600_000);
  const waits = source.askedAt.map((at, index) => at - (source.askedAt[index - 1] ?? at)).slice(1);
  expect(waits.at(-1)).toBeGreaterThan((waits[0] ?? 0) * 5);
  source.answer = has();
  await clock.advance(700_000);
  const asked = source.askedAt.length;
  await clock.advance(90_000);
  expect(source.askedAt.length - asked).toBe(2);
});

test("one lost packet is no fault, three failures in a row are; the last bookings stay", async () => {
  const source = new ScriptedSource("feed", clock, has(booking({ title: "Kept" })));
  await run([source]);
  source.answer = fails(new SourceError("calendar.unreachable", "down"));
  await clock.advance(50_000);
  expect(agenda?.snapshot.conditions).toEqual([]);
  await clock.advance(200_000);
  expect(agenda?.snapshot).toMatchObject({
    bookings: [{ title: "Kept" }],
    readAt: clockStart.replace("Z", ".000Z"),
    conditions: [{ code: "calendar.failed", subject: "feed", detail: "down" }],
  });
});

test("a calendar that cannot be read is a fault at once, with line and property, and no longer when it can", async () => {
  const source = new ScriptedSource(
    "feed",
    clock,
    fails(new SourceError("calendar.unreadable", "line 3, UID: cut off")),
  );
  await run([source]);
  expect(agenda?.snapshot.conditions).toMatchObject([{ code: "calendar.failed", detail: "line 3, UID: cut off" }]);
  source.answer = has();
  await clock.advance(60_000);
  expect(agenda?.snapshot.conditions).toEqual([]);
});

test("the age shown is that of the source that is furthest behind", async () => {
  const slow = new ScriptedSource("slow", clock, has());
  await run([new ScriptedSource("quick", clock, has()), slow]);
  slow.answer = fails(new SourceError("calendar.unreachable", "down"));
  await clock.advance(300_000);
  expect(agenda?.snapshot.readAt).toBe(clockStart.replace("Z", ".000Z"));
});

test("a clock more than 30 s off the server's is a fault until it is right", async () => {
  const source = new ScriptedSource("feed", clock, () => ({ bookings: [], problems: [], skewMs: 31_000 }));
  await run([source]);
  expect(agenda?.snapshot.conditions).toMatchObject([
    { code: "clock.wrong", detail: expect.stringContaining("31 s behind") },
  ]);
  source.answer = () => ({ bookings: [], problems: [], skewMs: -29_000 });
  await clock.advance(60_000);
  expect(agenda?.snapshot.conditions).toEqual([]);
});

test("an event that was left out is named, once for a source", async () => {
  const problem = { uid: "u", line: 7, property: "DTSTART", dropped: true, message: "no date" };
  await run([new ScriptedSource("feed", clock, () => ({ bookings: [], problems: [problem, problem], skewMs: null }))]);
  expect(agenda?.snapshot.conditions).toEqual([
    {
      code: "calendar.event",
      subject: "feed",
      detail: "line 7, DTSTART: no date (event u); line 7, DTSTART: no date (event u)",
    },
  ]);
});

test("a room that starts without network shows what it knew, with its age", async () => {
  const store = new AgendaStore(folder);
  await run([new ScriptedSource("feed", clock, has(booking({ title: "Known" })))], store);
  await agenda?.stop();
  await clock.advance(3_600_000);
  const source = new ScriptedSource("feed", clock, fails(new SourceError("calendar.unreachable", "down")));
  await run([source], new AgendaStore(folder));
  expect(told.at(-1)).toMatchObject({ bookings: [{ title: "Known" }], readAt: clockStart.replace("Z", ".000Z") });
});

test("links and passcodes are not readable on the disk", async () => {
  const join_ = {
    service: "zoom",
    meetingId: "1",
    passcode: "hunter2",
    url: "https://x.example/secret",
    native: false,
  };
  await new AgendaStore(folder).save({
    feed: { readAt: clockStart, bookings: [booking({ title: "Salaries", join: join_ })] },
  });
  for (const file of await readdir(folder)) {
    expect(await readFile(join(folder, file), "latin1")).not.toMatch(/hunter2|secret|Salaries/);
  }
});

test("a kept agenda that was damaged is passed over", async () => {
  const store = new AgendaStore(folder);
  await store.save({ feed: { readAt: clockStart, bookings: [] } });
  await writeFile(join(folder, "agenda.sealed"), "rubbish");
  await run([new ScriptedSource("feed", clock, has(booking({ title: "Fresh" })))], store);
  expect(told.at(-1)?.bookings).toHaveLength(1);
});

test("the window holds two weeks and moves in steps, so that most polls find nothing to work out", () => {
  const at = (time: string) => agendaWindow(Date.parse(time));
  expect(at("2026-03-02T06:00:00Z")).toEqual(at("2026-03-02T11:59:59Z"));
  expect(at("2026-03-02T11:59:59Z")).toEqual({ from: "2026-03-01T06:00:00.000Z", to: "2026-03-16T12:00:00.000Z" });
});
