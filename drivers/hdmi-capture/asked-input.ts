import type { CaptureRefusal, VideoRecipe } from "../../src/domain/capability.ts";
import type { Clock, DriverContext } from "../../src/driver-contract/index.ts";
import type { HdmiInput } from "./input.ts";

/** How often the hardware is asked for its signal. */
const lookMs = 1_000;

/** An input whose hardware is asked, again and again; `ask` says what it is like now, and changes it where it must. */
export class AskedInput implements HdmiInput {
  readonly detection = "hardware";
  picture: VideoRecipe;
  signal: boolean | null;
  blank: boolean;
  refused: CaptureRefusal | undefined;
  readonly #ask: () => Promise<Looked>;
  readonly #clock: Clock;
  readonly #fail: DriverContext["fail"];
  #changed = () => {};
  #isLooking = false;

  /** @param first what `ask` said before the device was opened */
  constructor(first: Looked, ask: () => Promise<Looked>, { clock, fail }: Pick<DriverContext, "clock" | "fail">) {
    this.picture = first.picture;
    this.signal = first.signal;
    this.blank = first.blank ?? false;
    this.refused = first.refused;
    this.#ask = ask;
    this.#clock = clock;
    this.#fail = fail;
  }

  begin(changed: () => void) {
    this.#changed = changed;
    this.#clock.every(lookMs, () => this.look());
  }

  /** Looks now; one look at a time. */
  look() {
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#take().then(() => {
      this.#isLooking = false;
    }, this.#fail);
  }

  want() {}

  end() {}

  async #take() {
    const { picture, signal, blank = false, refused } = await this.#ask();
    const isSame = signal === this.signal && blank === this.blank && refused === this.refused;
    if (isSame && JSON.stringify(picture) === JSON.stringify(this.picture)) return;
    this.refused = refused;
    this.picture = picture;
    this.signal = signal;
    this.blank = blank;
    this.#changed();
  }
}

export interface Looked {
  readonly picture: VideoRecipe;
  readonly signal: boolean | null;
  /** Something is plugged in that gives no picture; left out: no. */
  readonly blank?: boolean;
  /** Why it gives none. */
  readonly refused?: CaptureRefusal | undefined;
}
