import { AudioStreamType, type FfiHandle, onAudioStream, ownedHandle, request, takeNativeBytes } from "./binding.ts";
import { blockSamples, sampleRate } from "./guards.ts";

/** Blocks that wait on the native side while this process is busy; more push out the oldest. */
const nativeQueueBlocks = 20;

/**
 * Sound of one remote track, in blocks of 10 ms mono, from the moment it is made until `close`.
 * @param track handle of the remote track
 */
export class AudioInlet {
  readonly #stream: FfiHandle;
  readonly #stopListening: () => void;
  #closed = false;

  constructor(track: bigint, onBlock: (block: Int16Array) => void) {
    const opened = request("newAudioStream", {
      trackHandle: track,
      type: AudioStreamType.AUDIO_STREAM_NATIVE,
      sampleRate,
      numChannels: 1,
      frameSizeMs: 10,
      queueSizeFrames: nativeQueueBlocks,
    });
    this.#stream = ownedHandle(opened.stream);
    this.#stopListening = onAudioStream(this.#stream.handle, (message) => {
      if (message.case !== "frameReceived") return;
      const { info, handle } = message.value.frame ?? {};
      const samples = (info?.numChannels ?? 0) * (info?.samplesPerChannel ?? 0);
      const bytes = takeNativeBytes(info?.dataPtr ?? 0n, samples * 2, handle?.id ?? 0n);
      if (samples === blockSamples) onBlock(new Int16Array(bytes.buffer));
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopListening();
    this.#stream.dispose();
  }
}
