import { closeSync, openSync, readSync } from "node:fs";
import type { Writable } from "node:stream";
import { MediaError } from "../../domain/errors.ts";
import type { Clock } from "../../platform/clock.ts";

interface ClipFrame {
  offset: number;
  byteLength: number;
}

/** Grows when a picture is larger. */
const firstBufferBytes = 262_144;

/**
 * Reads the pictures of a Motion-JPEG file (JPEGs one after the other), and again from the first. Ends are found while
 * reading, a picture at a time: a join must not wait for a scan of the whole file.
 */
export class ClipReader {
  readonly #file: number;
  readonly #frames: ClipFrame[] = [];
  #buffer = Buffer.alloc(firstBufferBytes);
  #next = 0;
  #whole = false;

  constructor(path: string) {
    this.#file = openSync(path, "r");
  }

  /** The next picture, valid until the next call. @throws MediaError `media.pipeline` when the file holds none */
  next(): Uint8Array {
    const known = this.#frames[this.#next] ?? (this.#whole ? undefined : this.#discover());
    if (known !== undefined) {
      this.#next++;
      return this.#read(known);
    }
    this.#whole = true;
    this.#next = 0;
    if (this.#frames.length === 0) throw new MediaError("media.pipeline", "the clip holds no JPEG picture");
    return this.next();
  }

  close(): void {
    closeSync(this.#file);
  }

  #discover(): ClipFrame | undefined {
    const last = this.#frames.at(-1);
    const offset = last === undefined ? 0 : last.offset + last.byteLength;
    for (;;) {
      const count = readSync(this.#file, this.#buffer, 0, this.#buffer.length, offset);
      const byteLength = lengthOfJpeg(this.#buffer.subarray(0, count));
      if (byteLength !== null) {
        const frame = { offset, byteLength };
        this.#frames.push(frame);
        return frame;
      }
      if (count < this.#buffer.length) return undefined;
      this.#buffer = Buffer.alloc(this.#buffer.length * 2);
    }
  }

  #read({ offset, byteLength }: ClipFrame): Uint8Array {
    readSync(this.#file, this.#buffer, 0, byteLength, offset);
    return this.#buffer.subarray(0, byteLength);
  }
}

/** Walks the segments (their lengths skip thumbnails) to the scan, then to the end marker; null when it is not all there. */
function lengthOfJpeg(bytes: Buffer): number | null {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  let at = 2;
  while (at + 3 < bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xd9) {
    const isScan = bytes[at + 1] === 0xda;
    at += 2 + bytes.readUInt16BE(at + 2);
    if (isScan) at = endOfScan(bytes, at);
  }
  return bytes[at] === 0xff && bytes[at + 1] === 0xd9 ? at + 2 : null;
}

/** The next marker that is not a stuffed byte or a restart. */
function endOfScan(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at !== -1 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 2)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

/**
 * Plays a clip into a pipeline like a camera would: one JPEG when its time has come, whatever else is late; a picture that
 * the pipeline has no room for at its time is not made up for.
 * @returns how to stop
 */
export function playClip(path: string, framesPerSecond: number, into: Writable, clock: Clock): () => void {
  const clip = new ClipReader(path);
  const periodMs = 1000 / framesPerSecond;
  const startMs = clock.monotonicMs();
  let done = 0;
  let cancel = () => {};
  const play = () => {
    // Nothing is read while a picture is still being written: both would use the same buffer.
    if (into.writableLength === 0) into.write(clip.next());
    const nowMs = clock.monotonicMs() - startMs;
    done = Math.max(done, Math.floor(nowMs / periodMs)) + 1;
    cancel = clock.after(Math.max(0, done * periodMs - nowMs), play);
  };
  play();
  return () => {
    cancel();
    clip.close();
  };
}
