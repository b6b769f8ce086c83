/** One line of the table: what was measured, both sides, and whether the target holds. */
export interface Row {
  row: string;
  unit: string;
  room: unknown;
  chromium?: unknown;
  target: string;
  ok: boolean;
}

/** Standard output is for programs: one JSON line a row. */
export function print(row: Row): void {
  process.stdout.write(`${JSON.stringify(row)}\n`);
}

export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
