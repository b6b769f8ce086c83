/** What the radar sees. Distances in centimetres. */
export interface RadarReport {
  readonly moving: boolean;
  readonly still: boolean;
  readonly distanceCm: number;
}

const head = [0xf4, 0xf3, 0xf2, 0xf1];
const tail = [0xf8, 0xf7, 0xf6, 0xf5];
const longest = 64;

/**
 * Cuts the LD2410's stream (256000 8N1): `F4 F3 F2 F1`, length (two bytes, low first), data `type AA state ... 55 00`,
 * `F8 F7 F6 F5`. There is no checksum: head, length, tail and the marks within must all fit.
 */
export function radarReports(bytes: Uint8Array): { reports: RadarReport[]; rest: Uint8Array } {
  const reports: RadarReport[] = [];
  let rest = bytes;
  for (;;) {
    const start = indexOf(rest, head);
    if (start < 0) return { reports, rest: rest.slice(-3) };
    rest = rest.subarray(start);
    if (rest.length < 6) return { reports, rest };
    const length = (rest[4] as number) + 256 * (rest[5] as number);
    const whole = 6 + length + tail.length;
    if (length <= longest && rest.length < whole) return { reports, rest };
    const isFrame = length <= longest && tail.every((byte, at) => rest[6 + length + at] === byte);
    const report = isFrame ? meaningOf(rest.subarray(6, 6 + length)) : null;
    if (report !== null) reports.push(report);
    rest = rest.subarray(isFrame ? whole : 1);
  }
}

/** `02 AA state movingLow movingHigh energy stillLow stillHigh energy distanceLow distanceHigh 55 00`; 01 has more before 55. */
function meaningOf(data: Uint8Array): RadarReport | null {
  const [type, mark, state = 0] = data;
  if ((type !== 1 && type !== 2) || mark !== 0xaa || data.at(-2) !== 0x55 || data.length < 13 || state > 3) return null;
  return {
    moving: (state & 1) === 1,
    still: (state & 2) === 2,
    distanceCm: (data[9] as number) + 256 * (data[10] as number),
  };
}

function indexOf(bytes: Uint8Array, pattern: readonly number[]): number {
  for (let at = 0; at + pattern.length <= bytes.length; at++)
    if (pattern.every((byte, index) => bytes[at + index] === byte)) return at;
  return -1;
}
