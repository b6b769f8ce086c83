import type { VideoMode, VideoRecipe } from "../../src/domain/capability.ts";
import { factsOfPicture, firstPictureSignal, takePicture } from "../../src/domain/picture-signal.ts";
import type { Clock, V4l2Port, Wishes } from "../../src/driver-contract/index.ts";
import type { HdmiInput } from "./input.ts";

/** A dongle that gives no picture for so long does not tell anything: people share by hand, and it is opened anew. */
const withinMs = 6_000;
const againMs = 5_000;

interface WatchParts {
  readonly port: Pick<V4l2Port, "watch">;
  readonly clock: Clock;
  readonly picture: VideoRecipe;
  /** The mode to look at: small, since a look needs few points. */
  readonly small: VideoMode;
}

/**
 * A dongle that tells nothing, judged by its pictures: only in a meeting, and only while nobody shares it (then the meeting worker
 * looks). Before the first picture it counts as not plugged in.
 */
export class WatchedInput implements HdmiInput {
  readonly detection = "heuristic";
  readonly picture: VideoRecipe;
  signal: boolean | null = null;
  blank = false;
  readonly #parts: WatchParts;
  #changed = () => {};
  #stopWatch: (() => void) | null = null;
  #stopTimer = () => {};

  constructor(parts: WatchParts) {
    this.#parts = parts;
    this.picture = parts.picture;
  }

  begin(changed: () => void) {
    this.#changed = changed;
  }

  want({ meeting = false, inUse = false }: Wishes) {
    if (!meeting) this.#set(null, false);
    if (meeting && !inUse) this.#start();
    else this.end();
  }

  end() {
    this.#stopTimer();
    this.#stopWatch?.();
    this.#stopWatch = null;
  }

  #start() {
    if (this.#stopWatch !== null) return;
    const { port, clock, small } = this.#parts;
    let state = firstPictureSignal;
    // Whoever stopped a share by hand must not see it start again because the look begins anew: what was known stays.
    if (this.signal === null) this.#set(false, false);
    // Some dongles (Cam Link) give nothing for ever when they were opened before their source was on: then from the beginning.
    const arm = () => {
      this.#stopTimer();
      this.#stopTimer = clock.after(withinMs, () => this.#ended());
    };
    arm();
    const seen = (luma: Uint8Array) => {
      arm();
      state = takePicture(state, factsOfPicture(luma));
      if (state.signal !== null) this.#set(state.signal, state.blank);
    };
    this.#stopWatch = port.watch(small, seen, () => this.#ended());
  }

  /** It is busy, or does not start without a source: nobody knows, and it is looked at again. */
  #ended() {
    this.end();
    this.#set(null, false);
    this.#stopTimer = this.#parts.clock.after(againMs, () => this.#start());
  }

  #set(signal: boolean | null, blank: boolean) {
    if (signal === this.signal && blank === this.blank) return;
    this.signal = signal;
    this.blank = blank;
    this.#changed();
  }
}
