import { readFile } from "node:fs/promises";
import { sumReports } from "./lib/sum-reports.ts";

/**
 * Prints "N passed, N failed" summed over vitest's JSON reports and ends with 1 when anything failed.
 * Arguments: how many steps failed, then the reports' files (an absent one is a run that broke: one failure).
 */
const [failedSteps = "0", ...files] = process.argv.slice(2);
const reports = await Promise.all(files.map((file) => readFile(file, "utf8").catch(() => null)));
const sum = sumReports(reports);
const failed = sum.failed === 0 ? Number(failedSteps) : sum.failed;
console.log(`${sum.passed} passed, ${failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ""}`);
process.exitCode = failed > 0 || sum.passed === 0 ? 1 : 0;
