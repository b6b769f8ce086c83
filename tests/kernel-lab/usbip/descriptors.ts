/** Building blocks of USB descriptors (USB 2.0, chapter 9); little endian. */

export const le16 = (value: number) => [value & 0xff, (value >> 8) & 0xff];
export const le24 = (value: number) => [...le16(value), (value >> 16) & 0xff];
export const le32 = (value: number) => [...le16(value), ...le16(value >>> 16)];

/** Puts the length before a descriptor's other bytes. */
export const sized = (...bytes: number[]) => [bytes.length + 1, ...bytes];

export interface Identity {
  /** vendor:product, such as "046d:0825". */
  ids: string;
  /** bcdDevice: the firmware's version. */
  version: number;
  manufacturer: string;
  product: string;
  serial: string;
}

/** For `strings` of a device whose descriptor `deviceDescriptor` made. */
export const stringsOf = ({ manufacturer, product, serial }: Identity) => ["", manufacturer, product, serial];

/** @param kind class, subclass and protocol; 0xef, 2, 1 for a device with interface associations */
export function deviceDescriptor({ ids, version }: Identity, kind: readonly [number, number, number]): Buffer {
  const [vendor = 0, product = 0] = ids.split(":").map((text) => Number.parseInt(text, 16));
  const strings = [1, 2, 3];
  return Buffer.from(
    sized(1, ...le16(0x200), ...kind, 64, ...le16(vendor), ...le16(product), ...le16(version), ...strings, 1),
  );
}

export function configuration(interfaceCount: number, ...descriptors: readonly number[][]): Buffer {
  const body = descriptors.flat();
  return Buffer.from([9, 2, ...le16(9 + body.length), interfaceCount, 1, 0, 0x80, 250, ...body]);
}

export const association = (first: number, count: number, kind: readonly [number, number, number]) =>
  sized(0x0b, first, count, ...kind, 0);

/** @param kind class, subclass and protocol */
export const interfaceDescriptor = (
  number: number,
  setting: number,
  endpoints: number,
  kind: readonly [number, number, number],
) => sized(4, number, setting, endpoints, ...kind, 0);

/** Class-specific interface descriptors, headed by one that tells the length of all of them. */
export function withTotal(head: (total: number) => number[], ...others: readonly number[][]): number[] {
  const total = head(0).length + others.flat().length;
  return [...head(total), ...others.flat()];
}
