import {
  AudioSourceType,
  addressOf,
  type FfiHandle,
  LocalAudioTrack,
  type OwnedTrack,
  onAudioCaptured,
  ownedHandle,
  preparedRequest,
  request,
} from "./binding.ts";
import { blockSamples, checkBlock, checkOpen, checkQueue, sampleRate } from "./guards.ts";

/** Blocks that may wait while the native layer takes one; more are dropped and counted, oldest first. */
const waitingBlocks = 5;

/**
 * Where sound enters the native layer: blocks of 10 ms, mono, handed over one at a time, each when the one before was
 * taken (two at once may change places). No queue behind it: the pace is the capture's own.
 */
export class AudioOutlet {
  readonly track: LocalAudioTrack;
  readonly #source: FfiHandle;
  readonly #block = new Int16Array(blockSamples);
  readonly #waiting: Int16Array[] = [];
  readonly #capture: () => void;
  readonly #stopListening: () => void;
  #busy = false;
  #closed = false;
  /** Blocks handed over, and dropped because the native layer was too slow. */
  frames = 0;
  overruns = 0;

  constructor(name: string) {
    const queueMs = 0;
    checkQueue(queueMs);
    const made = request("newAudioSource", {
      type: AudioSourceType.AUDIO_SOURCE_NATIVE,
      sampleRate,
      numChannels: 1,
      queueSizeMs: queueMs,
    });
    this.#source = ownedHandle(made.source);
    const created = request("createAudioTrack", { name, sourceHandle: this.#source.handle });
    this.track = new LocalAudioTrack(created.track as OwnedTrack);
    const { id, stop } = onAudioCaptured(() => this.#taken());
    this.#stopListening = stop;
    this.#capture = preparedRequest("captureAudioFrame", {
      sourceHandle: this.#source.handle,
      requestAsyncId: id,
      buffer: { dataPtr: addressOf(this.#block), numChannels: 1, sampleRate, samplesPerChannel: blockSamples },
    });
  }

  /** Takes a block of 10 ms; it may be used again as soon as this returns. */
  send(block: Int16Array): void {
    checkOpen(this.#closed, "sound for a source");
    checkBlock(block);
    if (!this.#busy) {
      this.#handOver(block);
      return;
    }
    if (this.#waiting.length === waitingBlocks) {
      this.#waiting.shift();
      this.overruns++;
    }
    this.#waiting.push(block.slice());
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopListening();
    this.track.ffi_handle.dispose();
    this.#source.dispose();
  }

  #handOver(block: Int16Array): void {
    this.#busy = true;
    this.#block.set(block);
    this.#capture();
    this.frames++;
  }

  #taken(): void {
    this.#busy = false;
    const next = this.#waiting.shift();
    if (next !== undefined && !this.#closed) this.#handOver(next);
  }
}
