import { inflateSync } from "node:zlib";
import { ProgrammingError } from "../../src/domain/errors.ts";

export interface Pixels {
  width: number;
  height: number;
  channels: 3 | 4;
  data: Uint8Array;
}

/**
 * Reads what browsers write as screenshots: PNG (ISO/IEC 15948) with 8 bits a channel, RGB or RGBA, not interlaced.
 * @throws ProgrammingError for any other kind
 */
export function readPng(file: Buffer): Pixels {
  const parts: Buffer[] = [];
  let header: Buffer | null = null;
  for (let at = 8; at + 8 <= file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString("latin1", at + 4, at + 8);
    const body = file.subarray(at + 8, at + 8 + length);
    if (type === "IHDR") header = body;
    if (type === "IDAT") parts.push(body);
    at += length + 12;
  }
  if (header === null) throw new ProgrammingError("programming", "not a PNG: it has no header");
  const [depth, colour, , , interlace] = header.subarray(8);
  if (depth !== 8 || (colour !== 2 && colour !== 6) || interlace !== 0) {
    throw new ProgrammingError("programming", `a PNG of depth ${depth}, colour ${colour}, interlace ${interlace}`);
  }
  const size = { width: header.readUInt32BE(0), height: header.readUInt32BE(4) };
  const channels = colour === 2 ? 3 : 4;
  return { ...size, channels, data: unfilter(inflateSync(Buffer.concat(parts)), size, channels) };
}

/** Each line begins with how its bytes were predicted (chapter 9 of the standard). */
function unfilter(raw: Buffer, { width, height }: { width: number; height: number }, channels: number): Uint8Array {
  const lineLength = width * channels;
  const data = new Uint8Array(lineLength * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (lineLength + 1)] ?? 0;
    for (let x = 0; x < lineLength; x++) {
      const at = y * lineLength + x;
      const left = x >= channels ? (data[at - channels] ?? 0) : 0;
      const up = y > 0 ? (data[at - lineLength] ?? 0) : 0;
      const corner = x >= channels && y > 0 ? (data[at - lineLength - channels] ?? 0) : 0;
      data[at] = (raw[y * (lineLength + 1) + 1 + x] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return data;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const towards = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(towards - value)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
