import { HubError } from "../../domain/errors.ts";

/** Comma-separated values as of RFC 4180, with the quirks of spreadsheets: byte order mark, semicolons, formulas. */

/** What spreadsheets take for a formula: an apostrophe before it keeps it a text. */
const formula = /^[=+\-@\t\r]/;

/** Rows as text, CRLF at each end, with a byte order mark so that spreadsheets read it as UTF-8. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const cell = (value: string) => {
    const safe = formula.test(value) || value.startsWith("'") ? `'${value}` : value;
    return /[",;\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

/**
 * Reads what `writeCsv` and spreadsheets write; the separator is the one that the first line has. Empty lines are left out.
 * @returns rows with the line in which each begins, counted from 1
 * @throws HubError hub.invalid for a quotation that does not end
 */
export function readCsv(text: string): { line: number; cells: string[] }[] {
  const reader = new CsvReader(text.replace(/^\ufeff/, ""));
  const rows = reader.rows();
  return rows.filter(({ cells }) => cells.some((cell) => cell !== ""));
}

class CsvReader {
  readonly #text: string;
  readonly #separator: string;
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
    const first = /^[^\r\n]*/.exec(text)?.[0] ?? "";
    this.#separator = first.includes(";") && !first.includes(",") ? ";" : ",";
  }

  rows() {
    const rows: { line: number; cells: string[] }[] = [];
    while (this.#at < this.#text.length) {
      const line = this.#line;
      const cells = [this.#cell()];
      while (this.#text[this.#at] === this.#separator) {
        this.#at += 1;
        cells.push(this.#cell());
      }
      this.#endOfLine();
      rows.push({ line, cells });
    }
    return rows;
  }

  #cell(): string {
    const raw = this.#text[this.#at] === '"' ? this.#quoted() : this.#plain();
    return raw.startsWith("'") && (formula.test(raw.slice(1)) || raw[1] === "'") ? raw.slice(1) : raw;
  }

  #plain(): string {
    const start = this.#at;
    const end = new Set([this.#separator, "\r", "\n"]);
    while (this.#at < this.#text.length && !end.has(this.#text[this.#at] as string)) this.#at += 1;
    return this.#text.slice(start, this.#at);
  }

  #quoted(): string {
    const began = this.#line;
    let value = "";
    this.#at += 1;
    for (;;) {
      const close = this.#text.indexOf('"', this.#at);
      if (close < 0) throw new HubError("hub.invalid", `line ${began}: a quotation mark is not closed`);
      const part = this.#text.slice(this.#at, close);
      this.#line += part.split("\n").length - 1;
      value += part;
      this.#at = close + 1;
      if (this.#text[this.#at] !== '"') break;
      value += '"';
      this.#at += 1;
    }
    return value + this.#plain();
  }

  #endOfLine(): void {
    if (this.#text[this.#at] === "\r") this.#at += 1;
    if (this.#text[this.#at] === "\n") this.#at += 1;
    this.#line += 1;
  }
}
