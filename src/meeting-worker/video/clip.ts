import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import type { Writable } from "node:stream";
import { MediaError } from "../../domain/errors.ts";
import type { Clock } from "../../platform/clock.ts";

/** Where one picture of a Motion-JPEG file is. */
export interface ClipFrame {
  offset: number;
  byteLength: number;
}

/** Finds the pictures of a file of JPEGs, one after the other. @throws MediaError `media.pipeline` when there is none. */
export function framesOf(bytes: Uint8Array): ClipFrame[] {
  const frames: ClipFrame[] = [];
  let offset = 0;
  while (offset + 4 <= bytes.length && bytes[offset] === 0xff && bytes[offset + 1] === 0xd8) {
    const end = endOfJpeg(bytes, offset + 2);
    if (end === null) break;
    frames.push({ offset, byteLength: end - offset });
    offset = end;
  }
  if (frames.length === 0) throw new MediaError("media.pipeline", "the clip holds no JPEG picture");
  return frames;
}

/** Walks the segments (their lengths skip thumbnails) to the scan, then to the end marker, which scans cannot contain. */
function endOfJpeg(bytes: Uint8Array, start: number): number | null {
  let at = start;
  while (at + 3 < bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xd9) {
    const isScan = bytes[at + 1] === 0xda;
    at += 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    if (isScan) at = endOfScan(bytes, at);
  }
  return bytes[at] === 0xff && bytes[at + 1] === 0xd9 ? at + 2 : null;
}

/** The next marker that is not a stuffed byte or a restart. */
function endOfScan(bytes: Uint8Array, start: number): number {
  for (let at = start; at + 1 < bytes.length; at++) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

/**
 * Plays a clip into a pipeline like a camera would: one JPEG when its time has come, whatever else is late; a picture that
 * the pipeline has no room for is left out.
 * @returns how to stop
 */
export function playClip(path: string, framesPerSecond: number, into: Writable, clock: Clock): () => void {
  const frames = framesOf(readFileSync(path));
  const file = openSync(path, "r");
  const buffer = Buffer.alloc(Math.max(...frames.map((frame) => frame.byteLength)));
  const periodMs = 1000 / framesPerSecond;
  const startMs = clock.monotonicMs();
  let next = 0;
  let cancel = () => {};
  const play = () => {
    const frame = frames[next % frames.length];
    if (frame !== undefined && into.writableLength === 0) {
      readSync(file, buffer, 0, frame.byteLength, frame.offset);
      into.write(buffer.subarray(0, frame.byteLength));
    }
    const nowMs = clock.monotonicMs() - startMs;
    next = Math.max(next + 1, Math.floor(nowMs / periodMs));
    cancel = clock.after(Math.max(0, next * periodMs - nowMs), play);
  };
  play();
  return () => {
    cancel();
    closeSync(file);
  };
}
