import type { CaptureRefusal, VideoRecipe } from "../../src/domain/capability.ts";
import { DeviceError } from "../../src/domain/errors.ts";
import type { V4l2Formats, V4l2Port, VideoInput } from "../../src/driver-contract/index.ts";
import type { Looked } from "./asked-input.ts";

/** How a recipe is made of what the node offers now, and of its source. @throws DeviceError when it offers nothing usable */
type PictureOf = (formats: V4l2Formats, source?: VideoInput) => VideoRecipe;

/**
 * A receiver with DV timings. It does not switch by itself: when the source changes, its timings are taken anew, and with them what
 * the node offers. While somebody still streams with the old ones that is refused; until it succeeds there is no signal, so that the
 * share lets go.
 */
export class Receiver {
  readonly #port: V4l2Port;
  readonly #pictureOf: PictureOf;
  #taken = "";
  #looked: Looked;
  #unsteadyLooks = 0;

  private constructor(port: V4l2Port, pictureOf: PictureOf, looked: Looked) {
    this.#port = port;
    this.#pictureOf = pictureOf;
    this.#looked = looked;
  }

  /** Null for a node that knows nothing of timings. */
  static async at(port: V4l2Port, formats: V4l2Formats, pictureOf: PictureOf): Promise<Receiver | null> {
    if ((await port.input()) === null) return null;
    await teach(port);
    return new Receiver(port, pictureOf, { picture: pictureOf(formats), signal: false });
  }

  async look(): Promise<Looked> {
    const input = await this.#port.input();
    this.#unsteadyLooks = input?.signal === "unstable" ? this.#unsteadyLooks + 1 : 0;
    const refused = refusalOf(input, this.#unsteadyLooks);
    const now = `${nameOf(input)} ${refused}`;
    if (now === this.#taken) return this.#looked;
    const isPicture = input?.signal === "present" && refused === undefined;
    const isTaken = !isPicture || (await this.#takeTimings());
    const { picture } = this.#looked;
    this.#taken = isTaken ? now : "";
    const hasPicture = isPicture && isTaken;
    this.#looked = {
      picture: hasPicture ? this.#pictureOf(await this.#port.formats(), input) : picture,
      signal: input === null ? null : hasPicture,
      // A source is there all the same.
      blank: refused !== undefined || input?.signal === "unstable",
      ...(refused === undefined ? {} : { refused }),
    };
    return this.#looked;
  }

  async #takeTimings(): Promise<boolean> {
    try {
      await this.#port.useTimings();
      return true;
    } catch (error) {
      // The cable was pulled, or the source changed again, between the question and the answer: the next look tells.
      if (error instanceof DeviceError && ["device.busy", "device.protocol"].includes(error.code)) return false;
      throw error;
    }
  }
}

/** Each plugging is unsteady for a moment. */
const unsteadyAfterLooks = 3;

/**
 * What cannot be shared although something is plugged in. Interlaced: such receivers give fields in turn (V4L2_FIELD_ALTERNATE),
 * and GStreamer 1.22 weaves no such fields.
 */
function refusalOf(input: VideoInput | null, unsteadyLooks: number): CaptureRefusal | undefined {
  if (input?.signal === "unsupported") return "unsupported";
  if (input?.signal === "present" && input.interlaced === true) return "interlaced";
  return unsteadyLooks >= unsteadyAfterLooks ? "unsteady" : undefined;
}

/** Rates are measured, and differ a little each time. */
function nameOf(input: VideoInput | null): string {
  if (input === null) return "unknown";
  return `${input.signal} ${input.width}x${input.height} ${Math.round(input.framesPerSecond)}`;
}

/** A receiver that tells nothing of itself gets nothing: sources wait for it. One that was taught something keeps it. */
async function teach(port: V4l2Port): Promise<void> {
  if ((await port.edid()).some((byte) => byte !== 0)) return;
  await port.setEdid().catch((error: unknown) => {
    // Some receivers have theirs fixed, and do not tell it.
    if (!(error instanceof DeviceError) || error.code !== "device.protocol") throw error;
  });
}
