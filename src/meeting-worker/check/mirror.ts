import { startMediaChild } from "../gstreamer/child.ts";
import type { PictureLayout } from "../video/i420.ts";
import { shrink } from "./shrink.ts";

const width = 320;
const gapMs = 250;
/** A picture of this size compresses to some 10 kB; what is larger is no JPEG of ours. */
const largestBytes = 200_000;

interface MirrorPorts {
  monotonicMs(): number;
  /** A whole JPEG. */
  onPicture(jpeg: Uint8Array): void;
  onTrouble(detail: string): void;
}

/** Small JPEGs of what the camera gives, a few a second. The compressing child ends with `close`. */
export class Mirror {
  readonly #ports: MirrorPorts;
  #child: ReturnType<typeof startMediaChild> | null = null;
  #size = "";
  #lastMs = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(ports: MirrorPorts) {
    this.#ports = ports;
  }

  /** Takes one of the camera's pictures, or leaves it: at most four a second, and none while one is on its way. */
  offer(picture: Uint8Array, layout: PictureLayout): void {
    const now = this.#ports.monotonicMs();
    if (this.#closed || now - this.#lastMs < gapMs) return;
    this.#lastMs = now;
    const small = shrink(picture, layout, width);
    const input = this.#inputFor(small.width, small.height);
    if (input !== null && input.writableLength === 0) input.write(small.picture);
  }

  close(): void {
    this.#closed = true;
    this.#child?.stop();
    this.#child = null;
  }

  #inputFor(wide: number, high: number) {
    const size = `${wide}x${high}`;
    if (this.#child !== null && size === this.#size) return this.#child.input;
    this.#child?.stop();
    this.#size = size;
    const raw = ["rawvideoparse", "format=i420", `width=${wide}`, `height=${high}`, "framerate=4/1"];
    const child = startMediaChild({
      program: "gst-launch-1.0",
      args: ["-q", "fdsrc", "fd=0", "!", ...raw, "!", "jpegenc", "quality=70", "!", "fdsink", "fd=1", "sync=false"],
      input: true,
      output: true,
      onEnd: ({ how, said }) => {
        this.#closed = true;
        this.#ports.onTrouble(`${how} ${said}`.trim());
      },
    });
    this.#child = child;
    const cutter = new JpegCutter(this.#ports.onPicture);
    child.output?.on("data", (chunk: Buffer) => cutter.feed(chunk));
    return child.input;
  }
}

/** Cuts a stream of JPEGs at their end marks: FF D9 comes nowhere else in a JPEG without a thumbnail. */
export class JpegCutter {
  readonly #onPicture: (jpeg: Uint8Array) => void;
  #rest: Uint8Array = new Uint8Array();

  constructor(onPicture: (jpeg: Uint8Array) => void) {
    this.#onPicture = onPicture;
  }

  feed(chunk: Uint8Array): void {
    let bytes = Buffer.concat([this.#rest, chunk]);
    for (let end = bytes.indexOf("ffd9", 0, "hex"); end >= 0; end = bytes.indexOf("ffd9", 0, "hex")) {
      this.#onPicture(Uint8Array.from(bytes.subarray(0, end + 2)));
      bytes = bytes.subarray(end + 2);
    }
    this.#rest = bytes.length > largestBytes ? new Uint8Array() : Uint8Array.from(bytes);
  }
}
