import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StartedProcess } from "../processes/started-process.ts";

/** What a trial has started, so that it can end all of it, last first, at any point. */
export class EverythingStarted {
  readonly folder: string;
  readonly #stops: (() => Promise<unknown>)[] = [];
  #ending: Promise<void> | null = null;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** With a private folder for the run's settings, secrets and logs. */
  static async begin(): Promise<EverythingStarted> {
    return new EverythingStarted(await mkdtemp(join(tmpdir(), "roomkeeper-")));
  }

  get ending(): boolean {
    return this.#ending !== null;
  }

  readonly process = (started: StartedProcess): void => this.onEnd(() => started.stop());

  /** What comes after the end has begun is stopped at once. */
  onEnd(stop: () => Promise<unknown>): void {
    if (this.#ending === null) this.#stops.push(stop);
    else this.#ending = this.#ending.then(async () => void (await stop()));
  }

  /** @param keepFolder leaves the logs */
  end(keepFolder = false): Promise<void> {
    this.#ending ??= this.#endAll(keepFolder);
    return this.#ending;
  }

  async #endAll(keepFolder: boolean): Promise<void> {
    for (const stop of this.#stops.reverse()) await stop();
    if (!keepFolder) await rm(this.folder, { recursive: true, force: true });
  }
}
