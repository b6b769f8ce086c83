import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { IcsFile } from "../../../src/agenda/sources/ics-file.ts";
import { calendar } from "./calendar-text.ts";
import { never, testContext, window } from "./source-context.ts";

const withTitle = (title: string) =>
  calendar(["UID:a@example.com", "DTSTART:20260302T100000Z", "DURATION:PT1H", `SUMMARY:${title}`]);

let folder: string;
let file: string;
const noFetch = (() => Promise.reject(new TypeError("no network here"))) as typeof globalThis.fetch;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ics-"));
  file = join(folder, "room.ics");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test("a file is read again when it has changed, and only then", async () => {
  const context = testContext(noFetch);
  const source = new IcsFile({ name: "file", file, pollMs: 1000 }, context);
  await writeFile(file, withTitle("First"));
  await source.poll(window, never);
  await source.poll(window, never);
  expect(context.reads).toBe(1);
  await writeFile(file, withTitle("Other"));
  await utimes(file, 1, 1);
  expect((await source.poll(window, never)).bookings).toMatchObject([{ title: "Other" }]);
  expect(context.reads).toBe(2);
});

test("a file that is not there is said to be so, and read when it is", async () => {
  const source = new IcsFile({ name: "file", file, pollMs: 1000 }, testContext(noFetch));
  await expect(source.poll(window, never)).rejects.toMatchObject({ code: "calendar.unreachable" });
  await writeFile(file, withTitle("Here"));
  expect((await source.poll(window, never)).bookings).toHaveLength(1);
});

test("a half-written file is refused and read again when it is whole", async () => {
  const source = new IcsFile({ name: "file", file, pollMs: 1000 }, testContext(noFetch));
  await writeFile(file, withTitle("Whole").slice(0, 60));
  await expect(source.poll(window, never)).rejects.toMatchObject({ code: "calendar.unreadable" });
  await writeFile(file, withTitle("Whole"));
  expect((await source.poll(window, never)).bookings).toHaveLength(1);
});
