/** The part of a vitest (Jest-shaped) JSON report that counts. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  success: boolean;
}

export interface Sum {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Sums test reports. A run that left no report, or that failed without a failed test (a file that does not load, an error
 * outside of tests), counts as one failure: it must not look green.
 * @param texts the reports' JSON; null where the run left none
 */
export function sumReports(texts: (string | null)[]): Sum {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const text of texts) {
    const report = text === null ? null : (JSON.parse(text) as Report);
    sum.passed += report?.numPassedTests ?? 0;
    sum.skipped += (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
    sum.failed += failures(report);
  }
  return sum;
}

function failures(report: Report | null): number {
  if (report === null) return 1;
  return report.numFailedTests === 0 && !report.success ? 1 : report.numFailedTests;
}
