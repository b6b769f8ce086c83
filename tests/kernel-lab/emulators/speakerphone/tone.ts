const samplesPerMs = 48;
const peak = 8000;

/** One millisecond of a tone, 16 bit little endian, one channel, that joins the millisecond before without a seam. */
export function toneFrame(hertz: number, millisecond: number, bytes: number): Buffer {
  const frame = Buffer.alloc(bytes);
  for (let at = 0; at < samplesPerMs; at++) {
    const sample = millisecond * samplesPerMs + at;
    frame.writeInt16LE(Math.round(peak * Math.sin((2 * Math.PI * hertz * (sample % 48_000)) / 48_000)), at * 2);
  }
  return frame;
}
