import { le16, le32 } from "../../usbip/descriptors.ts";
import type { ControlRequest } from "../../usbip/device.ts";
import { entity } from "./descriptors.ts";
import type { ControlRange } from "./model.ts";

/** Requests of the USB Video Class (UVC 1.0, table A-8). */
export const request = {
  setCurrent: 0x01,
  current: 0x81,
  minimum: 0x82,
  maximum: 0x83,
  step: 0x84,
  length: 0x85,
  info: 0x86,
  start: 0x87,
};

/** Arc seconds: a quarter of a circle is 324000. */
const panTilt: ControlRange = {
  bytes: 8,
  minimum: [...le32(-180_000), ...le32(-90_000)],
  maximum: [...le32(180_000), ...le32(90_000)],
  step: [...le32(3600), ...le32(3600)],
  start: [...le32(0), ...le32(0)],
};
const number = (bytes: 1 | 2 | 4, minimum: number, maximum: number, start: number): ControlRange => {
  const form = (value: number) => le32(value).slice(0, bytes);
  return { bytes, minimum: form(minimum), maximum: form(maximum), step: form(1), start: form(start) };
};
const bytes = (count: number): ControlRange => {
  const all = (value: number) => Array.from({ length: count }, () => value);
  return { bytes: count, minimum: all(0), maximum: all(0x7f), step: [1, ...all(0).slice(1)], start: all(0) };
};

/** A set of modes: its step tells which there are (manual 1, automatic 2, shutter 4, aperture 8). */
const exposureMode: ControlRange = { bytes: 1, minimum: [1], maximum: [8], step: [1 | 8], start: [8] };

/** By entity and control selector. */
const ranges: Readonly<Record<string, ControlRange>> = {
  [`${entity.camera}:${0x02}`]: exposureMode,
  [`${entity.camera}:${0x04}`]: number(4, 1, 5000, 156),
  [`${entity.camera}:${0x0b}`]: number(2, 100, 400, 100),
  [`${entity.camera}:${0x0d}`]: panTilt,
  [`${entity.processing}:${0x02}`]: number(2, 0, 255, 128),
  [`${entity.processing}:${0x03}`]: number(2, 0, 100, 32),
  [`${entity.processing}:${0x0a}`]: number(2, 2800, 6500, 4600),
  [`${entity.processing}:${0x0b}`]: number(1, 0, 1, 1),
  [`${entity.extension}:1`]: bytes(8),
  [`${entity.extension}:2`]: bytes(8),
};
const readAndWrite = 0b11;

/** The controls that programs read and write: lens, motors, picture, and the maker's own. */
export class CameraControls {
  readonly #values = new Map<string, Buffer>();

  /** Without power everything is as its maker made it. */
  forget(): void {
    this.#values.clear();
  }

  /** Little endian bytes of a control as it stands. */
  valueOf(unit: number, selector: number): Buffer {
    const key = `${unit}:${selector}`;
    return this.#values.get(key) ?? Buffer.from(ranges[key]?.start ?? []);
  }

  /** Null for what the camera does not have. */
  answer({ request: code, value, index }: ControlRequest, data: Buffer): Buffer | null {
    const unit = index >> 8;
    const selector = value >> 8;
    // Entity 0 is the interface itself: its control tells the error of the last request.
    if (unit === 0) return Buffer.from([0]);
    const range = ranges[`${unit}:${selector}`];
    if (range === undefined) return null;
    if (code === request.setCurrent) {
      this.#values.set(`${unit}:${selector}`, Buffer.from(data));
      return Buffer.alloc(0);
    }
    if (code === request.current) return this.valueOf(unit, selector);
    return factOf(range, code);
  }
}

function factOf(range: ControlRange, code: number): Buffer | null {
  if (code === request.info) return Buffer.from([readAndWrite]);
  if (code === request.length) return Buffer.from(le16(range.bytes));
  if (code === request.minimum) return Buffer.from(range.minimum);
  if (code === request.maximum) return Buffer.from(range.maximum);
  if (code === request.step) return Buffer.from(range.step);
  return code === request.start ? Buffer.from(range.start) : null;
}
