import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { messageOf } from "../domain/errors.ts";
import type { Log } from "../platform/log.ts";

const run = promisify(execFile);

const browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The browser of the settings, else the first Chromium in the path; null when there is none that may be run. */
export async function findBrowser(setting: string | null, env: NodeJS.ProcessEnv): Promise<string | null> {
  if (setting !== null) return (await mayRun(setting)) ? setting : null;
  for (const name of browsers) {
    const found = await findProgram(name, env);
    if (found !== null) return found;
  }
  return null;
}

/** A program's path; null when it is not in `PATH`. */
export async function findProgram(name: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  for (const folder of (env.PATH ?? "/usr/bin:/bin").split(delimiter)) {
    const path = join(folder, name);
    if (folder !== "" && (await mayRun(path))) return path;
  }
  return null;
}

async function mayRun(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or not ours to run: both mean no
  }
}

/** Asks browsers for their version, each once until its file changes: a browser that was updated says its new one. */
export class BrowserVersions {
  readonly #log: Log;
  #known: { path: string; changedMs: number; title: string } | null = null;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Such as "Chromium 156"; "Chromium" when it does not say. */
  async titleOf(path: string): Promise<string> {
    const { mtimeMs: changedMs } = await stat(path);
    if (this.#known?.path !== path || this.#known.changedMs !== changedMs) {
      this.#known = { path, changedMs, title: await this.#ask(path) };
    }
    return this.#known.title;
  }

  async #ask(path: string): Promise<string> {
    try {
      const { stdout } = await run(path, ["--version"], { timeout: 10_000 });
      return browserTitle(stdout);
    } catch (error) {
      this.#log.warn("the browser does not tell its version", { path, detail: messageOf(error) });
      return "Chromium";
    }
  }
}

/** "Chromium 156.0.8078.79 built on Debian" → "Chromium 156". */
export function browserTitle(said: string): string {
  const [, name, version] = /^\s*((?:Google )?Chrom\w+) (\d+)\./m.exec(said) ?? [];
  return name === undefined ? "Chromium" : `${name} ${version}`;
}
