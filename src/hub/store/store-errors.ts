/** SQLite's primary result codes (sqlite.org/rescode.html) that have nothing to do with what was asked. */
const troubles: Record<number, string> = {
  5: "locked by another program",
  8: "read-only",
  10: "the disk cannot be read or written",
  11: "damaged",
  13: "the disk is full",
  14: "it cannot be opened",
  26: "not a database",
};
const busy = 5;

/** PostgreSQL's classes (appendix A) for broken connections, too few resources, an operator's and the system's doing. */
const postgresTroubles = /^(08|53|57|58)/;
const connectionTroubles = ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND"];

interface StoreError {
  code?: string;
  errcode?: number;
  severity?: string;
  message?: string;
}

/** What is wrong with the store itself, in words; null when the error is about what was asked of it. */
export function storeTrouble(error: unknown): string | null {
  const { code = "", errcode, severity, message = "" } = (error ?? {}) as StoreError;
  if (code === "ERR_SQLITE_ERROR") return troubles[(errcode ?? 0) & 255] ?? null;
  if (severity !== undefined && postgresTroubles.test(code)) return message;
  if (connectionTroubles.includes(code)) return message;
  return /timeout exceeded when trying to connect|Connection terminated/.test(message) ? message : null;
}

/** It may pass by itself in a moment. */
export const isBusy = (error: unknown): boolean =>
  (error as StoreError | null)?.code === "ERR_SQLITE_ERROR" && (((error as StoreError).errcode ?? 0) & 255) === busy;
