/**
 * The bench's stamp, in this program's own words: bands of 1/20 of the height from the top, each 40 blocks of 1/40 of the
 * width, white for 1 and black for 0: 32 bits, highest first, then a checksum byte (the four bytes and 0x5a, exclusive or).
 * First band: wall clock in 0.1 ms, modulo 2³². Second band: frame counter.
 */
const blocks = 40;
export const bandOf = 20;

/** Reads a band from one line of luma through its middle; null when the checksum says that nothing is painted there. */
export function readBand(line: Uint8Array): number | null {
  const bytes = [0, 0, 0, 0, 0];
  for (let block = 0; block < blocks; block++) {
    const middle = Math.floor(((block + 0.5) * line.length) / blocks);
    if ((line[middle] ?? 0) > 125) bytes[block >> 3] = (bytes[block >> 3] ?? 0) | (0x80 >> (block & 7));
  }
  const [a = 0, b = 0, c = 0, d = 0, sum] = bytes;
  return (a ^ b ^ c ^ d ^ 0x5a) === sum ? ((a << 24) | (b << 16) | (c << 8) | d) >>> 0 : null;
}

/** Age of a painted clock in ms; the clock wraps every five days. */
export function ageMs(painted: number, nowMs: number): number {
  const now = Math.floor(nowMs * 10) % 2 ** 32;
  const age = (now - painted + 2 ** 32) % 2 ** 32;
  return (age > 2 ** 31 ? age - 2 ** 32 : age) / 10;
}

/** Paints both bands into the luma of a picture whose lines are `width` long. */
export function paint(luma: Uint8Array, width: number, height: number, nowMs: number, counter: number): void {
  const bandHeight = Math.floor(height / bandOf);
  [Math.floor(nowMs * 10) % 2 ** 32, counter % 2 ** 32].forEach((value, band) => {
    const line = lineOf(value, width);
    for (let y = band * bandHeight; y < (band + 1) * bandHeight; y++) luma.set(line, y * width);
  });
}

function lineOf(value: number, width: number): Uint8Array {
  const bytes = [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
  bytes.push(bytes.reduce((sum, byte) => sum ^ byte, 0x5a));
  const line = new Uint8Array(width).fill(16);
  const edge = (block: number) => Math.floor((block * width) / blocks);
  for (let block = 0; block < blocks; block++) {
    const bit = ((bytes[block >> 3] ?? 0) >> (7 - (block & 7))) & 1;
    line.fill(bit ? 235 : 16, edge(block), edge(block + 1));
  }
  return line;
}
