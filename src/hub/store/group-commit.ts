import { messageOf } from "../../domain/errors.ts";
import type { Log } from "../../platform/log.ts";
import type { Changes, Store } from "./store.ts";
import { storeTrouble } from "./store-errors.ts";

type Write = (tx: Changes) => Promise<void>;

interface Waiting {
  write: Write;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** What comes within this time joins the batch: a transaction costs more than that, and nobody notices it. */
const gatherMs = 4;

/** How many writes share a transaction at most. */
const batchSize = 500;

/**
 * Lets writes that come at the same time share one commit: a commit waits for the disk, and thousands of rooms write small
 * rows. When a shared commit fails, each write is tried alone, so that one bad write does not take others with it.
 */
export class GroupCommit {
  readonly #store: Store;
  readonly #log: Log;
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;

  constructor(store: Store, log: Log) {
    this.#store = store;
    this.#log = log;
  }

  /** Resolves when the write is on disk. */
  add(write: Write): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ write, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  /** Writes that wait now; the gateway admits less when it grows. */
  get waiting(): number {
    return this.#waiting.length;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, gatherMs));
      await this.#commit(this.#waiting.splice(0, batchSize));
    }
    this.#running = null;
  }

  async #commit(batch: Waiting[]): Promise<void> {
    try {
      await this.#store.change(async (tx) => {
        for (const { write } of batch) await write(tx);
      });
      for (const one of batch) one.resolve();
    } catch (error) {
      // A store that is full or locked takes none of them: trying each alone would only take longer.
      if (storeTrouble(error) !== null) {
        for (const one of batch) one.reject(error);
        return;
      }
      const only = batch[0];
      if (batch.length === 1 && only !== undefined) return only.reject(error);
      this.#log.warn("a shared commit failed; its writes are tried one by one", {
        cause: messageOf(error),
        writes: batch.length,
      });
      for (const one of batch) await this.#commit([one]);
    }
  }
}
