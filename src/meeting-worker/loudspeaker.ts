import type { SpeakerRecipe } from "../domain/capability.ts";
import type { RoomkeeperError } from "../domain/errors.ts";
import type { Chosen } from "../domain/media.ts";
import { redact } from "../platform/redact.ts";
import { blockSamples } from "./audio/block.ts";
import { LevelMeter } from "./audio/level.ts";
import { gainOf, type Mixer } from "./audio/mixer.ts";
import { cardReader, PlayoutSteering } from "./audio/playout-steering.ts";
import { resized } from "./audio/resize.ts";
import { type Playback, playSpeaker } from "./audio/speaker-playback.ts";
import { ToneMeter } from "./audio/tone-meter.ts";
import { XrunCounter } from "./audio/xruns.ts";
import { Chime } from "./check/chime.ts";
import { type Running, Supervised } from "./gstreamer/supervised.ts";
import type { SourceReport } from "./local-source.ts";
import type { Surroundings } from "./surroundings.ts";

const silence = new Int16Array(blockSamples);
/** Quieter than this nobody hears a block more or less. */
const inaudible = 0.001;

/** Plays everybody else to the room, and gives the same sound to the echo canceller. The room's own sound is never in it. */
export class Loudspeaker {
  readonly #surroundings: Surroundings;
  readonly #mixer: Mixer;
  readonly #onPlayed: (block: Int16Array) => void;
  readonly #level = new LevelMeter();
  #chosen: Chosen<SpeakerRecipe> | null = null;
  #supervised: Supervised | null = null;
  #playback: Playback | null = null;
  #meter: ToneMeter | null = null;
  #steering: PlayoutSteering | null = null;
  #gain = 1;
  #chime: Chime | null = null;
  readonly #xruns = new XrunCounter();
  #stopPace = () => {};
  #opened = false;
  #refused = 0;
  frames = 0;

  constructor(surroundings: Surroundings, mixer: Mixer, onPlayed: (block: Int16Array) => void) {
    this.#surroundings = surroundings;
    this.#mixer = mixer;
    this.#onPlayed = onPlayed;
  }

  /** Moments without sound although there should be some: a track came late, or the player had no room. */
  get underruns(): number {
    return this.#mixer.underruns + this.#refused;
  }

  /** Times that the card itself ran dry. */
  get xruns(): number {
    return this.#xruns.count;
  }

  /** How much faster the card's clock is than ours; null before it is known, and for what has no card. */
  get driftPpm(): number | null {
    return this.#steering?.drift.ppm ?? null;
  }

  get level(): number {
    return this.#level.level;
  }

  get toneHertz(): number {
    return this.#meter?.measure() ?? 0;
  }

  setVolume(percent: number): void {
    this.#gain = gainOf(percent);
  }

  /** Plays the test tone, over everything else; it is not sent to anybody. */
  chime(): void {
    this.#chime = new Chime();
  }

  /** From now on it plays. */
  open(): void {
    this.#opened = true;
    this.#start();
  }

  use(chosen: Chosen<SpeakerRecipe> | null): void {
    const same = JSON.stringify(chosen) === JSON.stringify(this.#chosen);
    this.#chosen = chosen;
    if (same) return;
    this.#stop();
    if (this.#opened) this.#start();
  }

  close(): void {
    this.#opened = false;
    this.#stop();
  }

  #start(): void {
    const chosen = this.#chosen;
    if (chosen === null) {
      this.#say("missing", null);
      return;
    }
    this.#meter = chosen.recipe.kind === "meter" ? new ToneMeter() : null;
    this.#supervised = new Supervised({
      what: "the speaker",
      clock: this.#surroundings.clock,
      onChange: (running, error) => this.#say(running, error),
      begin: (events) => {
        this.#steering = chosen.recipe.kind === "alsa" ? new PlayoutSteering(cardReader(chosen.recipe.pcm)) : null;
        this.#playback = playSpeaker(chosen.recipe, events, (text) => this.#xruns.hear(text));
        return this.#playback;
      },
    });
    this.#supervised.start();
    this.#stopPace = this.#surroundings.pace.subscribe(() => this.#tick());
  }

  #stop(): void {
    this.#stopPace();
    this.#supervised?.stop();
    this.#supervised = null;
    this.#playback = null;
  }

  #tick(): void {
    const step = this.#steering?.next(this.#level.level < inaudible) ?? "play";
    if (step === "skip") return;
    if (step === "stretch") this.#play(silence);
    const block = this.#mixer.mix(this.#gain);
    this.#chime?.addTo(block, this.#gain);
    if (this.#chime?.over) this.#chime = null;
    this.#level.add(block);
    this.#meter?.add(block);
    this.#play(block, this.#steering?.trim() ?? 0);
  }

  #play(block: Int16Array, trim = 0): void {
    if (this.#playback?.play(resized(block, block.length + trim))) this.frames++;
    else this.#refused++;
    this.#onPlayed(block);
  }

  #say(activity: Running | "missing", error: RoomkeeperError | null): void {
    const report: SourceReport = {
      type: "source",
      source: "speaker",
      activity,
      deviceId: this.#chosen?.deviceId ?? null,
      code: error?.code ?? null,
      detail: error === null ? "" : redact(error.message, 500),
    };
    this.#surroundings.report(report);
  }
}
