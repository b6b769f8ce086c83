import type { MicrophoneRecipe } from "../domain/capability.ts";
import type { AudioProcessing, Chosen } from "../domain/media.ts";
import { blockMs, blockSamples } from "./audio/block.ts";
import { ClockDrift } from "./audio/clock-drift.ts";
import { LevelMeter } from "./audio/level.ts";
import { captureMicrophone } from "./audio/microphone-capture.ts";
import { SoundProcessing, wishesFor } from "./audio/processing.ts";
import { TalkDetector } from "./audio/talk-detector.ts";
import { XrunCounter } from "./audio/xruns.ts";
import { type AttemptEvents, Supervised } from "./gstreamer/supervised.ts";
import { AudioOutlet } from "./livekit/audio-outlet.ts";
import { OutgoingTrack } from "./livekit/outgoing-track.ts";
import { soundOptions } from "./livekit/publish-options.ts";
import { LocalSource } from "./local-source.ts";
import type { Surroundings } from "./surroundings.ts";

const silence = new Int16Array(blockSamples);

/**
 * The room's microphone: capture → echo cancelling → track. While it is off it goes on listening, so that the canceller
 * stays tuned and unmuting is instant, but what others could get is silence even before the mute itself.
 */
export class Microphone {
  readonly outlet = new AudioOutlet("microphone");
  readonly source: LocalSource<MicrophoneRecipe>;
  readonly #level = new LevelMeter();
  readonly #talk = new TalkDetector();
  readonly #xruns = new XrunCounter();
  readonly #drift = new ClockDrift();
  readonly #monotonicMs: () => number;
  #blocks = 0;
  readonly #report: Surroundings["report"];
  #settings: AudioProcessing;
  #processing: SoundProcessing | null = null;

  constructor({ clock, pace, report }: Surroundings, settings: AudioProcessing) {
    this.#settings = settings;
    this.#report = report;
    this.#monotonicMs = () => clock.monotonicMs();
    this.source = new LocalSource<MicrophoneRecipe>({
      name: "microphone",
      outgoing: new OutgoingTrack(this.outlet.track, soundOptions("microphone"), clock),
      listensWhileOff: true,
      clock,
      report,
      capture: (recipe, onChange) =>
        new Supervised({
          what: "the microphone",
          clock,
          onChange,
          begin: (events) => this.#capture(recipe, { clock, pace }, events),
        }),
    });
  }

  get echoCancelling(): boolean {
    return this.#processing?.wishes.echoCancellation ?? false;
  }

  /** Times that the card's sound was not fetched in time. */
  get xruns(): number {
    return this.#xruns.count;
  }

  /** How much faster the card's clock is than ours; null before it is known. */
  get driftPpm(): number | null {
    return this.#drift.ppm;
  }

  get level(): number {
    return this.#level.level;
  }

  begin(chosen: Chosen<MicrophoneRecipe> | null, wanted: boolean): void {
    this.#tune(chosen);
    this.source.begin(chosen, wanted);
  }

  use(chosen: Chosen<MicrophoneRecipe> | null): void {
    this.#tune(chosen);
    this.source.use(chosen);
  }

  configure(settings: AudioProcessing): void {
    this.#settings = settings;
  }

  /** What the room's speaker plays now. */
  played(block: Int16Array): void {
    this.#processing?.played(block);
  }

  close(): void {
    this.source.close();
    this.#processing?.close();
    this.#processing = null;
    this.outlet.close();
  }

  /** Another device, or other settings, needs another processing; none where there is nothing to do. */
  #tune(chosen: Chosen<MicrophoneRecipe> | null): void {
    if (chosen === null) this.#level.clear();
    const wishes = chosen === null ? null : wishesFor(chosen.recipe, this.#settings);
    if (JSON.stringify(wishes) === JSON.stringify(this.#processing?.wishes ?? null)) return;
    this.#processing?.close();
    const anything = wishes !== null && Object.values(wishes).includes(true);
    this.#processing = anything ? new SoundProcessing(wishes) : null;
  }

  #capture(recipe: MicrophoneRecipe, { clock, pace }: Pick<Surroundings, "clock" | "pace">, events: AttemptEvents) {
    this.#drift.forget();
    const onBlock = (block: Int16Array) => this.#heard(block);
    return captureMicrophone({ recipe, clock, pace, onBlock, onSaid: (text) => this.#xruns.hear(text) }, events);
  }

  #heard(block: Int16Array): void {
    this.#drift.add(this.#monotonicMs(), this.#blocks++ * blockMs);
    this.#level.add(block);
    const clean = this.#processing?.clean(block) ?? block;
    this.outlet.send(this.source.live ? clean : silence);
    const isChanged = this.source.live ? this.#talk.forget() : this.#talk.add(clean);
    if (isChanged) this.#report({ type: "talkingWhileMuted", on: this.#talk.talking });
  }
}
