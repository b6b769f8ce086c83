import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type EngineName, engineNames, runEngine, type Task } from "./recurrence/engine.ts";
import { measureHostile } from "./recurrence/hostile.ts";
import { type RuleCase, readRuleCases } from "./recurrence/rule-cases.ts";

/**
 * Recurrence beside other libraries: `node scripts/bench/recurrence.ts [--rules icalrecur_test.txt] [--fixtures FOLDER
 * --counts FILE]`. The rules are libical's (src/test/icalrecur_test.txt), the fixtures those of recurring-ical-events, with a
 * JSON of how many occurrences that library finds in each (2010 to 2026, room in Europe/Berlin). Neither is part of this
 * project. Prints one JSON line a measure. The other libraries are installed into a temporary folder.
 */
const others = ["node-ical@0.27.2", "rrule@2.8.1"];

const { values } = parseArgs({
  options: { rules: { type: "string" }, fixtures: { type: "string" }, counts: { type: "string" } },
});
const folder = mkdtempSync(join(tmpdir(), "recurrence-"));
try {
  execFileSync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", folder, ...others], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (values.rules !== undefined) await compareRules(readRuleCases(readFileSync(values.rules, "utf8")));
  if (values.fixtures !== undefined && values.counts !== undefined)
    await compareFixtures(values.fixtures, values.counts);
  await timeOldSeries();
  print(await measureHostile());
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function compareRules(cases: RuleCase[]): Promise<void> {
  const right: Record<string, number> = {};
  const misses: string[] = [];
  for (const engine of engineNames) {
    right[engine] = 0;
    for (const one of cases) {
      const answer = await ask(engine, {
        kind: "rule",
        rule: one.rule,
        start: one.start,
        count: one.instances.length + (one.from === "" ? 1 : 1000),
      });
      const found = (Array.isArray(answer) ? (answer as string[]) : []).filter((date) => date >= one.from);
      // A rule with an end must end there; of one without, the first dates are compared.
      const compared = one.ends ? found : found.slice(0, one.instances.length);
      const wanted = one.instances.filter((date) => date >= one.from);
      if (JSON.stringify(compared) === JSON.stringify(wanted)) right[engine] += 1;
      else if (engine === "roomkeeper") misses.push(`${one.rule} from ${one.start}`);
    }
  }
  print({ measure: "rules right", of: cases.length, ...right, misses });
}

async function compareFixtures(path: string, countsFile: string): Promise<void> {
  const counts = JSON.parse(readFileSync(countsFile, "utf8")) as Record<string, number>;
  const files = readdirSync(path).filter((file) => file.endsWith(".ics") && counts[file] !== undefined);
  const agree: Record<string, number> = {};
  const differences: Record<string, unknown>[] = [];
  for (const engine of engineNames) {
    if (engine === "rrule" || engine === "rrule-temporal") continue;
    agree[engine] = 0;
    for (const file of files) {
      const answer = await ask(engine, { kind: "calendar", file: join(path, file) });
      if (answer === counts[file]) agree[engine] += 1;
      else if (engine === "roomkeeper") differences.push({ file, found: answer, expected: counts[file] });
    }
  }
  print({ measure: "fixtures with the same number of occurrences", of: files.length, ...agree, differences });
}

async function timeOldSeries(): Promise<void> {
  const measured: Record<string, unknown> = {};
  for (const engine of engineNames) {
    if (engine !== "node-ical") measured[engine] = await ask(engine, { kind: "old-series" }, 60_000);
  }
  print({ measure: "ms for a daily series of 20 years, warm", ...measured });
}

/** What the engine answers, or why it does not. */
function ask(engine: EngineName, task: Task, deadlineMs = 5000): Promise<unknown> {
  return runEngine({ engine, task, modules: join(folder, "node_modules") }, deadlineMs);
}

function print(line: object): void {
  console.log(JSON.stringify(line));
}
