/** The newest lines of a log, for reports of problems. Children's warnings come here, too (child-link.ts). */
class LogTail {
  readonly #lines: string[] = [];
  readonly #most: number;
  readonly #longest: number;

  constructor({ lines, characters }: { lines: number; characters: number }) {
    this.#most = lines;
    this.#longest = characters;
  }

  add(line: string): void {
    const text = line.trimEnd();
    this.#lines.push(text.length > this.#longest ? `${text.slice(0, this.#longest)}…` : text);
    if (this.#lines.length > this.#most) this.#lines.shift();
  }

  lines(): string[] {
    return [...this.#lines];
  }
}

/** Of this process: its log and what its children warned of. */
export const logTail = new LogTail({ lines: 800, characters: 1_500 });

/** A child's line on its way to its parent, beside its reports. */
export interface LoggedLine {
  logged: string;
}

export function isLoggedLine(data: unknown): data is LoggedLine {
  return typeof (data as Partial<LoggedLine> | null)?.logged === "string";
}
