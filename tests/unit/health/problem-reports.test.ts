import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { ProblemReports } from "../../../src/health/problem-reports.ts";

let folder: string;
let nowMs: number;
let reports: ProblemReports;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "reports-")), "reports");
  nowMs = Date.parse("2026-11-25T09:00:00Z");
  reports = new ProblemReports({ folder, nowMs: () => nowMs++, evidence: () => ({ log: ["a line"] }) });
});

test("a report is kept under a number that can be read out, and can be had again", async () => {
  expect(await reports.list()).toEqual([]);
  const { id, at } = await reports.write("sound");
  expect(id).toMatch(/^R-[A-HJ-NP-Z2-9]{4}$/);
  expect(await reports.list()).toEqual([{ id, at }]);
  expect(JSON.parse(await reports.read(id))).toMatchObject({ id, about: "sound", evidence: { log: ["a line"] } });
});

test("reports of years do not fill the disk", async () => {
  const ids: string[] = [];
  for (let time = 0; time < 35; time++) ids.push((await reports.write("other")).id);
  expect(await readdir(folder)).toHaveLength(30);
  expect((await reports.list()).map(({ id }) => id)).toEqual(ids.reverse().slice(0, 30));
});

test("a number that leads elsewhere leads nowhere", async () => {
  await expect(reports.read("../../../etc/passwd")).rejects.toMatchObject({ code: "request.unknown" });
});
