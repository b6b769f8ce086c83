import type { Clock } from "../platform/clock.ts";
import { patient } from "../platform/patience.ts";

const everyMs = 500;
/** While the server is away, asked more often: people wait. */
const everyWhileDownMs = 200;
const answerWithinMs = patient(700);

export interface ProbePorts {
  clock: Clock;
  /** Rejects, or answers anything, within the signal's time. */
  ask?: (url: string, signal: AbortSignal) => Promise<unknown>;
}

/**
 * A light probe of the meeting server, twice a second: any HTTP answer counts. It tells a dead server or network within a
 * second, where the binding says nothing for about 15 s, and gates every rejoin.
 */
export class ServerProbe {
  readonly #clock: Clock;
  readonly #ask: (url: string, signal: AbortSignal) => Promise<unknown>;
  readonly #waiting = new Set<() => void>();
  #url: string | null = null;
  #run = 0;
  #judged = false;
  #healthySinceMs: number | null = null;

  constructor({ clock, ask = get }: ProbePorts) {
    this.#clock = clock;
    this.#ask = ask;
  }

  /** Begins to probe the server behind a LiveKit URL, or goes on when it is the same. */
  watch(livekitUrl: string): void {
    const url = httpUrlOf(livekitUrl);
    if (url === this.#url) return;
    this.stop();
    this.#url = url;
    void this.#probe(url, ++this.#run);
  }

  stop(): void {
    this.#run++;
    this.#url = null;
    this.#judged = false;
    this.#healthySinceMs = null;
  }

  /** Since when the server answers, in monotonic ms; null while it does not, or before the first answer. */
  healthySinceMs(): number | null {
    return this.#healthySinceMs;
  }

  /** Whether at least one probe came back, good or bad. */
  judged(): boolean {
    return this.#judged;
  }

  /** Resolves as soon as the server answers; rejects with the signal's reason. */
  reachable(signal: AbortSignal): Promise<void> {
    if (this.#healthySinceMs !== null) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const give = (settle: () => void) => {
        this.#waiting.delete(answered);
        signal.removeEventListener("abort", aborted);
        settle();
      };
      const answered = () => give(resolve);
      const aborted = () => give(() => reject(signal.reason as Error));
      if (signal.aborted) return aborted();
      signal.addEventListener("abort", aborted, { once: true });
      this.#waiting.add(answered);
    });
  }

  async #probe(url: string, run: number): Promise<void> {
    const good = await this.#answers(url);
    if (run !== this.#run) return;
    this.#judged = true;
    if (!good) this.#healthySinceMs = null;
    else this.#healthySinceMs ??= this.#clock.monotonicMs();
    if (good) for (const answered of [...this.#waiting]) answered();
    this.#clock.after(good ? everyMs : everyWhileDownMs, () => {
      if (run === this.#run) void this.#probe(url, run);
    });
  }

  async #answers(url: string): Promise<boolean> {
    const abort = new AbortController();
    const cancel = this.#clock.after(answerWithinMs, () => abort.abort());
    try {
      await this.#ask(url, abort.signal);
      return true;
    } catch {
      return false; // that it fails is the finding
    } finally {
      cancel();
    }
  }
}

async function get(url: string, signal: AbortSignal): Promise<void> {
  const response = await fetch(url, { signal, redirect: "manual", headers: { connection: "close" } });
  await response.body?.cancel();
}

/** ws → http, without path: LiveKit answers `OK` there. */
function httpUrlOf(livekitUrl: string): string {
  const url = new URL(livekitUrl.replace(/^ws/, "http"));
  return `${url.origin}/`;
}
