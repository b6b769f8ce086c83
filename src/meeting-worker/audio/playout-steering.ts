import { readFileSync } from "node:fs";
import { blockMs, hertz } from "./block.ts";
import { ClockDrift } from "./clock-drift.ts";

/** How far the card has got, in its own frames: what it has played, and what the player has given to it. */
export interface CardPointers {
  played: number;
  given: number;
}

/**
 * Where the kernel tells how far a card's playback is, for an ALSA name such as `plughw:CARD=Speak,DEV=0` or `hw:1,0`;
 * null for names that are no card (`default`, `null`).
 */
export function cardStatusPath(pcm: string): string | null {
  const named = /^(?:plug)?hw:CARD=([^,]+)(?:,DEV=(\d+))?/.exec(pcm) ?? /^(?:plug)?hw:([^,=]+)(?:,(\d+))?/.exec(pcm);
  if (named === null) return null;
  const [, card = "", device = "0"] = named;
  return `/proc/asound/${/^\d+$/.test(card) ? `card${card}` : card}/pcm${device}p/sub0`;
}

/** Reads `status` and `hw_params` of a running playback; null while it does not run. */
export function cardPointers(status: string, parameters: string): CardPointers | null {
  const number = (text: string, name: string) => Number(new RegExp(`^${name}\\s*:\\s*(\\d+)`, "m").exec(text)?.[1]);
  const scale = hertz / number(parameters, "rate");
  const played = number(status, "hw_ptr") * scale;
  const given = number(status, "appl_ptr") * scale;
  return /RUNNING/.test(status) && Number.isFinite(played) && Number.isFinite(given) ? { played, given } : null;
}

/** For the card of an ALSA name; null when the kernel says nothing of it. */
export function cardReader(pcm: string): () => CardPointers | null {
  const path = cardStatusPath(pcm);
  return () => {
    if (path === null) return null;
    try {
      return cardPointers(readFileSync(`${path}/status`, "utf8"), readFileSync(`${path}/hw_params`, "utf8"));
    } catch {
      return null; // no such card, or it is just gone: the player's end tells
    }
  };
}

const lookEveryBlocks = 100;
/** Between these, in ms, nothing is done; a correction waits for a silent block unless it is far outside. */
const wanted = { least: 25, most: 90, far: 60 };
/**
 * The middle of it is kept by playing blocks a sample longer or shorter, at most so many a block (200 millionths); what is off by
 * less than `enough` is left alone, what is off is mended over some 20 s.
 */
const fine = { middleMs: 55, enoughMs: 6, mostPerBlock: 0.096, overMs: 20_000 };

/**
 * Keeps the sound that waits between here and the speaker short although two clocks are never the same: a block is left out
 * or put in now and then, where nobody hears it. 100 ppm are one block in 100 s.
 */
export class PlayoutSteering {
  readonly #read: () => CardPointers | null;
  #ticks = 0;
  #sent = 0;
  #base: number | null = null;
  #lastPlayed = 0;
  #due = 0;
  #samplesPerBlock = 0;
  #samplesDue = 0;
  readonly drift = new ClockDrift();
  readonly #monotonicMs: () => number;

  /** @param monotonicMs for measuring how far the two clocks are apart */
  constructor(read: () => CardPointers | null, monotonicMs: () => number = () => performance.now()) {
    this.#monotonicMs = monotonicMs;
    this.#read = read;
  }

  /** What to do with the next block: `skip` it, `stretch` by a silent one before it, or just play. */
  next(silent: boolean): "play" | "skip" | "stretch" {
    if (this.#ticks++ % lookEveryBlocks === 0) this.#due = this.#correction();
    const act = this.#act(silent);
    if (act !== "play") this.#due = 0;
    this.#sent += { skip: 0, play: 1, stretch: 2 }[act];
    return act;
  }

  /** How many samples longer the next block is to be played: -1, 0 or 1. */
  trim(): -1 | 0 | 1 {
    this.#samplesDue += this.#samplesPerBlock;
    if (Math.abs(this.#samplesDue) < 1) return 0;
    const trim = this.#samplesDue > 0 ? 1 : -1;
    this.#samplesDue -= trim;
    this.#sent += trim / (hertz / (1000 / blockMs));
    return trim;
  }

  #act(silent: boolean): "play" | "skip" | "stretch" {
    if (this.#due === 0 || !(silent || Math.abs(this.#due) > wanted.far)) return "play";
    return this.#due > 0 ? "skip" : "stretch";
  }

  /** How far the waiting sound is outside of what is wanted, in ms; 0 inside. */
  #correction(): number {
    const pointers = this.#read();
    this.#samplesPerBlock = 0;
    if (pointers === null) return 0;
    this.drift.add(this.#monotonicMs(), (pointers.played / hertz) * 1000);
    const blockFrames = hertz / (1000 / blockMs);
    // After an underrun the card counts from 0 again: what the player holds now is all there is.
    if (this.#base === null || pointers.played < this.#lastPlayed)
      this.#base = this.#sent - pointers.given / blockFrames;
    this.#lastPlayed = pointers.played;
    const waitingMs = (this.#sent - this.#base - pointers.played / blockFrames) * blockMs;
    this.#samplesPerBlock = fineFor(waitingMs);
    if (waitingMs > wanted.most) return waitingMs - wanted.most;
    return waitingMs < wanted.least ? waitingMs - wanted.least : 0;
  }
}

/** Samples by which each block is to be longer (less waits than is wanted) or shorter. */
function fineFor(waitingMs: number): number {
  const offMs = fine.middleMs - waitingMs;
  if (Math.abs(offMs) < fine.enoughMs) return 0;
  const perBlock = (offMs * (hertz / 1000) * blockMs) / fine.overMs;
  return Math.max(-fine.mostPerBlock, Math.min(fine.mostPerBlock, perBlock));
}
