import { describe, expect, it } from "vitest";
import { sumReports } from "../../../scripts/lib/sum-reports.ts";

const report = (fields: object) =>
  JSON.stringify({
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    success: true,
    ...fields,
  });

describe("the last line of scripts/test", () => {
  it("adds up what the runs say", () => {
    expect(sumReports([report({}), report({ numFailedTests: 2, success: false, numPendingTests: 1 })])).toEqual({
      passed: 6,
      failed: 2,
      skipped: 1,
    });
  });

  it("does not look green when a run broke before it could report", () => {
    expect(sumReports([report({}), null]).failed).toBe(1);
  });

  it("does not look green when a test file does not load, though no test failed", () => {
    expect(sumReports([report({ success: false })]).failed).toBe(1);
  });
});
