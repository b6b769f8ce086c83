/** One item of a report descriptor (HID 1.11, 6.2.2.2). Long items (reserved, of no known use) have no value. */
export interface Item {
  readonly type: "main" | "global" | "local" | "reserved";
  readonly tag: number;
  /** Bytes of data: 0, 1, 2 or 4; long items up to 255. */
  readonly size: number;
  /** As an unsigned number. */
  readonly value: number;
  /** As a signed number of its size. */
  readonly signed: number;
  /** Where the next one begins. */
  readonly end: number;
}

const types = ["main", "global", "local", "reserved"] as const;
const longItem = 0xfe;

const knownTags: Readonly<Record<Item["type"], readonly number[]>> = {
  main: [0x8, 0x9, 0xa, 0xb, 0xc],
  global: [0x0, 0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7, 0x8, 0x9, 0xa, 0xb],
  local: [0x0, 0x1, 0x2, 0x3, 0x4, 0x5, 0x7, 0x8, 0x9, 0xa],
  reserved: [0xf],
};

/** Whether the specification has such an item. */
export const isKnownItem = ({ type, tag }: Item) => knownTags[type].includes(tag);

/** Items in order. One that is cut off ends the reading. */
export function* itemsOf(bytes: Uint8Array): Generator<Item> {
  for (let at = 0; at < bytes.length; ) {
    const prefix = bytes[at] as number;
    const isLong = prefix === longItem;
    const size = isLong ? (bytes[at + 1] ?? 255) : (prefix & 3) === 3 ? 4 : prefix & 3;
    const end = at + (isLong ? 3 : 1) + size;
    if (end > bytes.length) return;
    if (isLong) yield { type: "reserved", tag: prefix >> 4, size, value: 0, signed: 0, end };
    else yield shortItem(prefix, size, bytes.subarray(at + 1, end), end);
    at = end;
  }
}

function shortItem(prefix: number, size: number, data: Uint8Array, end: number): Item {
  const value = data.reduceRight((sum, byte) => sum * 256 + byte, 0);
  const signed = size > 0 && value >= 2 ** (8 * size - 1) ? value - 2 ** (8 * size) : value;
  return { type: types[(prefix >> 2) & 3] ?? "reserved", tag: prefix >> 4, size, value, signed, end };
}
