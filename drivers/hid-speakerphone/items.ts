/** One short item of a report descriptor (HID 1.11, 6.2.2.2). */
export interface Item {
  readonly type: "main" | "global" | "local" | "reserved";
  readonly tag: number;
  /** Bytes of data: 0, 1, 2 or 4. */
  readonly size: number;
  /** As an unsigned number. */
  readonly value: number;
  /** As a signed number of its size. */
  readonly signed: number;
}

const types = ["main", "global", "local", "reserved"] as const;
const longItem = 0xfe;

/** Items in order; long items (reserved, of no known use) are passed over. An item that is cut off ends the reading. */
export function* itemsOf(bytes: Uint8Array): Generator<Item> {
  for (let at = 0; at < bytes.length; ) {
    const prefix = bytes[at] as number;
    if (prefix === longItem) {
      at += 3 + (bytes[at + 1] ?? 0);
      continue;
    }
    const size = (prefix & 3) === 3 ? 4 : prefix & 3;
    if (at + 1 + size > bytes.length) return;
    let value = 0;
    for (let byte = size; byte > 0; byte--) value = value * 256 + (bytes[at + byte] as number);
    const signed = size > 0 && value >= 2 ** (8 * size - 1) ? value - 2 ** (8 * size) : value;
    yield { type: types[(prefix >> 2) & 3] ?? "reserved", tag: prefix >> 4, size, value, signed };
    at += 1 + size;
  }
}
