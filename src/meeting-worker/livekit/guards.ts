import { MediaError } from "../../domain/errors.ts";

/**
 * What the native layer must never be given. A queue of 25 ms, a frame buffer that is too small or a frame of 0×0 ends the
 * whole process where nothing can catch it; a view that does not begin at its buffer's start sends somebody else's bytes.
 * Every native media call passes one of these first; each throws MediaError `media.input`.
 */

/** Samples a second everywhere in the worker. */
export const sampleRate = 48_000;
/** Samples in 10 ms of one channel: what an audio source without a queue takes, and nothing else. */
export const blockSamples = 480;

const largestSide = 16_384;

export function checkPictureSize(width: number, height: number): void {
  const fits = (side: number) => Number.isInteger(side) && side > 0 && side <= largestSide;
  if (!fits(width) || !fits(height)) throw refused(`a picture of ${width}×${height}; sides are 1 to ${largestSide}`);
}

/** A frame buffer of exactly `byteLength` bytes. */
export function checkFrame(buffer: Uint8Array, byteLength: number): void {
  checkStart(buffer);
  if (buffer.byteLength !== byteLength) {
    throw refused(`a frame of ${buffer.byteLength} bytes; its size needs ${byteLength}`);
  }
}

/** A mono block of 10 ms. */
export function checkBlock(block: Int16Array): void {
  checkStart(block);
  if (block.length !== blockSamples) throw refused(`a block of ${block.length} samples; 10 ms are ${blockSamples}`);
}

export function checkQueue(queueMs: number): void {
  if (!Number.isInteger(queueMs) || queueMs < 0 || queueMs % 10 !== 0) {
    throw refused(`an audio queue of ${queueMs} ms; it is a multiple of 10`);
  }
}

/** Below 3 frames a second the layers of a shared screen divide by zero. */
export function checkFrameRate(framesPerSecond: number): void {
  if (!(framesPerSecond >= 3 && framesPerSecond <= 120)) {
    throw refused(`${framesPerSecond} frames a second; it is 3 to 120`);
  }
}

export function checkBitrate(bitsPerSecond: number): void {
  if (!Number.isInteger(bitsPerSecond) || bitsPerSecond < 10_000 || bitsPerSecond > 100_000_000) {
    throw refused(`${bitsPerSecond} bit/s; it is 10 000 to 100 000 000`);
  }
}

export function checkOpen(closed: boolean, what: string): void {
  if (closed) throw refused(`${what}, which is closed`);
}

function checkStart(view: Uint8Array | Int16Array): void {
  if (view.byteOffset !== 0 || view.byteLength !== view.buffer.byteLength) {
    throw refused(
      `a view of ${view.byteLength} bytes at ${view.byteOffset} of ${view.buffer.byteLength}; whole buffers only`,
    );
  }
}

const refused = (what: string) => new MediaError("media.input", `the native layer must not be given ${what}`);
