import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/**
 * All numbers of calendars and recognition, one after the other: `npm run bench:calendar` (by scripts/benchmark-calendar,
 * which fetches what they are compared with into COMPARISON).
 */
const comparison = process.env.COMPARISON ?? "";
const at = (name: string) => join(comparison, name);
const rules = existsSync(at("rules.txt")) ? ["--rules", at("rules.txt")] : [];
const fixtures = existsSync(at("counts.json")) ? ["--fixtures", at("fixtures"), "--counts", at("counts.json")] : [];

function run(script: string, args: string[] = []): boolean {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, script), ...args], { stdio: "inherit" });
  return status === 0;
}

const good = [run("recurrence.ts", [...rules, ...fixtures]), run("recognition.ts", ["20"])].every(Boolean);
process.exitCode = good ? 0 : 1;
