import type { MicrophoneRecipe } from "../../domain/capability.ts";
import { MediaError } from "../../domain/errors.ts";
import type { AudioProcessing } from "../../domain/media.ts";
import { addressOf, type FfiHandle, ownedHandle, request } from "../livekit/binding.ts";
import { checkBlock, sampleRate } from "../livekit/guards.ts";
import { blockSamples } from "./block.ts";

export interface ProcessingWishes {
  echoCancellation: boolean;
  noiseSuppression: boolean;
  gainControl: boolean;
}

/**
 * What to do to a microphone's sound in software. A device that cancels echoes by itself is left alone under "auto". The
 * bench's tone is a measuring signal with no room around it: only an explicit "on" touches it, and what removes steady
 * sounds never does.
 */
export function wishesFor(recipe: MicrophoneRecipe, settings: AudioProcessing): ProcessingWishes {
  const { echoCancellation, noiseSuppression, gainControl } = settings;
  if (recipe.kind === "tone") {
    return { echoCancellation: echoCancellation === "on", noiseSuppression: false, gainControl: false };
  }
  const needed = echoCancellation === "on" || (echoCancellation === "auto" && !recipe.echoCancelled);
  return { echoCancellation: needed, noiseSuppression, gainControl };
}

/** Sound takes about this long from the reference to the microphone: the buffers of speaker and capture. */
const streamDelayMs = 60;

/**
 * WebRTC's own audio processing, through the binding's request messages (the public wrapper leaves it out). The only file
 * that knows them; `processing.test.ts` is the contract: what it must do, whatever a newer binding calls it.
 */
export class SoundProcessing {
  readonly wishes: ProcessingWishes;
  readonly #apm: FfiHandle;
  readonly #near = new Int16Array(blockSamples);
  readonly #far = new Int16Array(blockSamples);

  constructor(wishes: ProcessingWishes) {
    this.wishes = wishes;
    const made = request("newApm", {
      echoCancellerEnabled: wishes.echoCancellation,
      noiseSuppressionEnabled: wishes.noiseSuppression,
      gainControllerEnabled: wishes.gainControl,
      highPassFilterEnabled: true,
    });
    this.#apm = ownedHandle(made.apm);
  }

  /** What the speaker plays now: the reference for the echo. */
  played(block: Int16Array): void {
    if (!this.wishes.echoCancellation) return;
    checkBlock(block);
    this.#far.set(block);
    refuse(request("apmProcessReverseStream", this.#request(this.#far)).error);
  }

  /** Cleans 10 ms of the microphone. The same buffer each time. */
  clean(block: Int16Array): Int16Array {
    checkBlock(block);
    this.#near.set(block);
    request("apmSetStreamDelay", { apmHandle: this.#apm.handle, delayMs: streamDelayMs });
    refuse(request("apmProcessStream", this.#request(this.#near)).error);
    return this.#near;
  }

  close(): void {
    this.#apm.dispose();
  }

  #request(block: Int16Array) {
    const dataPtr = addressOf(block);
    return { apmHandle: this.#apm.handle, dataPtr, size: block.byteLength, sampleRate, numChannels: 1 };
  }
}

function refuse(error: string | undefined): void {
  if (error) throw new MediaError("media.pipeline", `the sound cannot be processed: ${error}`);
}
