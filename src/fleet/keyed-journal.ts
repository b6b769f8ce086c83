import { type FileHandle, mkdir, open, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { writeFileAtomically } from "../platform/atomic-file.ts";

/** A small durable map: what the room must remember across power cuts. */
export interface Journal<T> {
  get(key: string): T | undefined;
  entries(): [key: string, value: T][];
  /** Resolves when it is on disk. */
  set(key: string, value: T): Promise<void>;
  delete(key: string): Promise<void>;
  close(): Promise<void>;
}

/** Rewrite the file when it has so many lines more than entries. */
const slack = 500;

/**
 * Lines of JSON, `[key, value]` or `[key]` for gone, appended and synced. A line that a power cut left unfinished is dropped
 * when the file is opened again; everything confirmed before it is there.
 */
export class FileJournal<T> implements Journal<T> {
  readonly #path: string;
  readonly #map: Map<string, T>;
  #file: FileHandle;
  #lines: number;
  #last: Promise<void> = Promise.resolve();

  private constructor(path: string, map: Map<string, T>, file: FileHandle) {
    this.#path = path;
    this.#map = map;
    this.#file = file;
    this.#lines = map.size;
  }

  static async open<T>(path: string): Promise<FileJournal<T>> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const map = readJournal<T>(await readFile(path, "utf8").catch(absentIsEmpty));
    await writeFileAtomically(path, textOf(map));
    return new FileJournal(path, map, await open(path, "a", 0o600));
  }

  get(key: string): T | undefined {
    return this.#map.get(key);
  }

  entries(): [string, T][] {
    return [...this.#map];
  }

  set(key: string, value: T): Promise<void> {
    this.#map.set(key, value);
    return this.#append(`${JSON.stringify([key, value])}\n`);
  }

  delete(key: string): Promise<void> {
    if (!this.#map.delete(key)) return Promise.resolve();
    return this.#append(`${JSON.stringify([key])}\n`);
  }

  async close(): Promise<void> {
    await this.#last.catch(() => undefined);
    await this.#file.close();
  }

  /** One write at a time, in order; one that fails rejects and does not stop the following ones. */
  #append(line: string): Promise<void> {
    this.#last = this.#last.catch(() => undefined).then(() => this.#write(line));
    return this.#last;
  }

  async #write(line: string): Promise<void> {
    if (this.#lines > this.#map.size + slack) return this.#rewrite();
    await this.#file.appendFile(line);
    await this.#file.datasync();
    this.#lines += 1;
  }

  async #rewrite(): Promise<void> {
    await writeFileAtomically(this.#path, textOf(this.#map));
    const old = this.#file;
    this.#file = await open(this.#path, "a", 0o600);
    this.#lines = this.#map.size;
    await old.close();
  }
}

/** Reads what a journal file holds; stops at the first line that is not whole. */
export function readJournal<T>(text: string): Map<string, T> {
  const map = new Map<string, T>();
  for (const line of text.split("\n").slice(0, -1)) {
    const entry = readLine<T>(line);
    if (entry === null) break;
    if (entry.length === 1) map.delete(entry[0]);
    else map.set(entry[0], entry[1]);
  }
  return map;
}

function readLine<T>(line: string): [string] | [string, T] | null {
  try {
    const entry: unknown = JSON.parse(line);
    return Array.isArray(entry) && typeof entry[0] === "string" ? (entry as [string, T]) : null;
  } catch {
    return null;
  }
}

const textOf = (map: Map<string, unknown>) => [...map].map((entry) => `${JSON.stringify(entry)}\n`).join("");

function absentIsEmpty(error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT") return "";
  throw error;
}

/** For simulated rooms and tests: remembers as long as the process lives. */
export class MemoryJournal<T> implements Journal<T> {
  readonly #map = new Map<string, T>();
  get = (key: string) => this.#map.get(key);
  entries = () => [...this.#map];
  set(key: string, value: T): Promise<void> {
    this.#map.set(key, value);
    return Promise.resolve();
  }
  delete(key: string): Promise<void> {
    this.#map.delete(key);
    return Promise.resolve();
  }
  close = () => Promise.resolve();
}
