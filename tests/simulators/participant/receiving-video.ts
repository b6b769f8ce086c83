import { type FfiEvent, FfiHandle, VideoBufferType, VideoStreamType } from "@livekit/rtc-ffi-bindings";
import type { Track } from "@livekit/rtc-node";
import { type Event, type PictureMeasure, wallMs } from "./orders.ts";
import { ageMs, bandOf, readBand } from "./stamp.ts";

/** The native client of the wrapper: frames are looked at where they are, a line or two is copied. */
interface NativeClient {
  request(message: object): { stream?: { handle?: { id?: bigint } } };
  copyBuffer(address: bigint, length: number): Uint8Array;
  on(name: "ffi_event", listener: (event: FfiEvent) => void): void;
  off(name: "ffi_event", listener: (event: FfiEvent) => void): void;
}
const native = () => (globalThis as unknown as { _ffiClientInstance: NativeClient })._ffiClientInstance;

/** After a track ends, a few frames of 8×8 or 2×2 come. */
const smallestWidth = 100;
const keptLatencies = 2000;

/** Watches one remote picture: counts, reads the stamp, tells firsts and sizes. */
export class PictureWatch {
  readonly #from: string;
  readonly #source: string;
  readonly #say: (event: Event) => void;
  readonly #stream: FfiHandle;
  readonly #listener: (event: FfiEvent) => void;
  #size = { width: 0, height: 0 };
  #everReadable = false;
  #frames = 0;
  #different = 0;
  #last: number | string = "";
  #latenciesMs: number[] = [];
  #arrivals: [counter: number, atMs: number][] = [];
  #unreadable = 0;
  #sinceMs = wallMs();
  #lastAtMs = 0;
  #longestGapMs = 0;

  constructor(track: Track, from: string, source: string, say: (event: Event) => void) {
    this.#from = from;
    this.#source = source;
    this.#say = say;
    const value = {
      trackHandle: track.ffi_handle.handle,
      type: VideoStreamType.VIDEO_STREAM_NATIVE,
      format: VideoBufferType.I420,
      normalizeStride: true,
    };
    const opened = native().request({ message: { case: "newVideoStream", value } });
    this.#stream = new FfiHandle(opened.stream?.handle?.id ?? 0n);
    this.#listener = ({ message }) => {
      if (message.case !== "videoStreamEvent" || message.value.streamHandle !== this.#stream.handle) return;
      if (message.value.message.case === "frameReceived") this.#received(message.value.message.value.buffer);
    };
    native().on("ffi_event", this.#listener);
  }

  close(): void {
    native().off("ffi_event", this.#listener);
    this.#stream.dispose();
  }

  reset(): void {
    this.#frames = 0;
    this.#different = 0;
    this.#latenciesMs = [];
    this.#arrivals = [];
    this.#unreadable = 0;
    this.#longestGapMs = 0;
    this.#lastAtMs = 0;
    this.#sinceMs = wallMs();
  }

  measure(): PictureMeasure {
    const seconds = Math.max(0.001, (wallMs() - this.#sinceMs) / 1000);
    return {
      from: this.#from,
      source: this.#source,
      ...this.#size,
      frames: this.#frames,
      differentFrames: this.#different,
      framesPerSecond: this.#frames / seconds,
      latenciesMs: this.#latenciesMs,
      arrivals: this.#arrivals,
      unreadable: this.#unreadable,
      longestGapMs: this.#longestGapMs,
    };
  }

  #received(buffer: VideoBuffer | undefined): void {
    const nowMs = wallMs();
    const { width = 0, height = 0, dataPtr = 0n } = buffer?.info ?? {};
    const lineAt = (part: number) => native().copyBuffer(dataPtr + BigInt(Math.floor(height * part) * width), width);
    const real = width >= smallestWidth;
    const lines = real ? [0.5 / bandOf, 1.5 / bandOf, 0.5].map(lineAt) : [];
    new FfiHandle(buffer?.handle?.id ?? 0n).dispose();
    const [clock, counter, middle] = lines;
    if (clock !== undefined && counter !== undefined && middle !== undefined) {
      this.#count(nowMs, width, height);
      this.#read(nowMs, readBand(clock), readBand(counter) ?? Buffer.from(middle).toString("base64"));
    }
  }

  #count(nowMs: number, width: number, height: number): void {
    const place = { from: this.#from, source: this.#source, width, height };
    if (this.#size.width === 0) this.#say({ event: "firstFrame", atMs: nowMs, ...place });
    if (this.#size.width !== width || this.#size.height !== height) this.#say({ event: "size", atMs: nowMs, ...place });
    this.#size = { width, height };
    this.#frames++;
    if (this.#lastAtMs > 0) this.#longestGapMs = Math.max(this.#longestGapMs, nowMs - this.#lastAtMs);
    this.#lastAtMs = nowMs;
  }

  #read(nowMs: number, clock: number | null, look: number | string): void {
    if (look !== this.#last) this.#different++;
    this.#last = look;
    if (typeof look === "number") this.#arrivals.push([look, nowMs]);
    if (this.#arrivals.length > keptLatencies) this.#arrivals.shift();
    if (clock === null) {
      this.#unreadable++;
      return;
    }
    if (!this.#everReadable) {
      const place = { from: this.#from, source: this.#source, ...this.#size };
      this.#say({ event: "firstReadableFrame", atMs: nowMs, ...place });
    }
    this.#everReadable = true;
    this.#latenciesMs.push(ageMs(clock, nowMs));
    if (this.#latenciesMs.length > keptLatencies) this.#latenciesMs.shift();
  }
}

interface VideoBuffer {
  handle?: { id?: bigint } | undefined;
  info?: { width?: number; height?: number; dataPtr?: bigint } | undefined;
}
