import { readFile, stat } from "node:fs/promises";
import { messageOf } from "../../domain/errors.ts";
import type { InputReading } from "../read-input.ts";
import {
  type AgendaWindow,
  type CalendarSource,
  type SourceContext,
  SourceError,
  type SourceSnapshot,
} from "./source.ts";

export interface IcsFileSettings {
  name: string;
  file: string;
  pollMs: number;
}

/** An .ics file on this computer, read again when its size or time of change differs. */
export class IcsFile implements CalendarSource {
  readonly name: string;
  readonly pollMs: number;
  readonly #file: string;
  readonly #context: SourceContext;
  #reading: { key: string; reading: InputReading } | null = null;

  constructor({ name, file, pollMs }: IcsFileSettings, context: SourceContext) {
    this.name = name;
    this.pollMs = pollMs;
    this.#file = file;
    this.#context = context;
  }

  async poll(window: AgendaWindow, signal: AbortSignal): Promise<SourceSnapshot> {
    const { zone, recognition } = this.#context;
    const { stamp, bytes } = await this.#look(`${window.from} ${window.to}`);
    signal.throwIfAborted();
    if (bytes !== null) {
      const parts = [{ name: this.#file, bytes }];
      const reading = await this.#context.read({ ...window, zone, recognition, parts, whole: true, ready: [] });
      this.#reading = { key: stamp, reading };
    }
    const { bookings, problems } = this.#reading?.reading ?? { bookings: [], problems: [] };
    return { bookings, problems, skewMs: null };
  }

  /** The file's content when it, or the window, is not the one read last. */
  async #look(window: string): Promise<{ stamp: string; bytes: Uint8Array | null }> {
    try {
      const { size, mtimeMs, ino } = await stat(this.#file);
      const stamp = `${size} ${mtimeMs} ${ino} ${window}`;
      return { stamp, bytes: this.#reading?.key === stamp ? null : await readFile(this.#file) };
    } catch (error) {
      throw new SourceError("calendar.unreachable", `${this.#file} cannot be read: ${messageOf(error)}`);
    }
  }
}
