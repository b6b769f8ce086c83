import { AudioStream, type Track } from "@livekit/rtc-node";
import { type Event, type SoundMeasure, wallMs } from "./orders.ts";
import { isSilent, levelOf, MarkFinder, Recent, strongestTone } from "./tone.ts";

/** Listens to one remote sound: counts, measures, tells when it falls silent. */
export class SoundWatch {
  readonly #from: string;
  readonly #source: string;
  readonly #say: (event: Event) => void;
  readonly #recent = new Recent();
  readonly #marks = new MarkFinder();
  #blocks = 0;
  #heard = 0;
  #level = 0;
  #silent: boolean | null = null;
  #everHeard = false;
  #latenciesMs: number[] = [];
  #lastAtMs = 0;
  #longestGapMs = 0;

  constructor(track: Track, from: string, source: string, say: (event: Event) => void) {
    this.#from = from;
    this.#source = source;
    this.#say = say;
    void this.#listen(track);
  }

  reset(): void {
    this.#blocks = 0;
    this.#heard = 0;
    this.#latenciesMs = [];
    this.#longestGapMs = 0;
    this.#lastAtMs = 0;
  }

  measure(): SoundMeasure {
    return {
      from: this.#from,
      source: this.#source,
      blocks: this.#blocks,
      heardBlocks: this.#heard,
      toneHertz: strongestTone(this.#recent.samples()),
      level: this.#level,
      latenciesMs: this.#latenciesMs,
      longestGapMs: this.#longestGapMs,
    };
  }

  async #listen(track: Track): Promise<void> {
    for await (const { data } of new AudioStream(track, 48_000, 1)) this.#received(data, wallMs());
  }

  #received(block: Int16Array, nowMs: number): void {
    if (this.#lastAtMs > 0) this.#longestGapMs = Math.max(this.#longestGapMs, nowMs - this.#lastAtMs);
    this.#lastAtMs = nowMs;
    this.#blocks++;
    this.#level = levelOf(block);
    this.#recent.add(block);
    this.#latenciesMs.push(...this.#marks.add(block, nowMs));
    const silent = isSilent(this.#level);
    if (!silent) this.#heard++;
    if (silent === this.#silent) return;
    const place = { from: this.#from, source: this.#source };
    // A track may begin with a silence before its first sound comes through.
    if (!silent && !this.#everHeard) this.#say({ event: "firstSound", atMs: nowMs, ...place });
    this.#everHeard ||= !silent;
    if (this.#silent !== null || !silent) this.#say({ event: silent ? "silence" : "sound", atMs: nowMs, ...place });
    this.#silent = silent;
  }
}
