import { le16 } from "../../usbip/descriptors.ts";
import type { ControlRequest } from "../../usbip/device.ts";
import { request } from "./controls.ts";
import { ticksOf } from "./descriptors.ts";
import type { CameraModel } from "./model.ts";

/** Video probe and commit controls (UVC 1.0, 4.3.1.1). */
const probeBytes = 26;
const commitSelector = 2;
/** What one bulk transfer carries at most, or one isochronous packet with its three parts. */
export const payloadBytes = { bulk: 16_384, isochronous: 3072 } as const;

export interface Agreed {
  /** Of the model's sizes. */
  size: number;
  /** 100 ns units. */
  interval: number;
}

/** How host and camera agree on size and rate: the host proposes, the camera says what it would do, the host commits. */
export class Negotiation {
  readonly #model: CameraModel;
  readonly #intervals: readonly number[];
  #proposed: Agreed;
  readonly #committed: (agreed: Agreed) => void;

  constructor(model: CameraModel, committed: (agreed: Agreed) => void) {
    this.#model = model;
    this.#intervals = model.rates.map(ticksOf);
    this.#proposed = { size: 0, interval: this.#intervals[0] ?? 0 };
    this.#committed = committed;
  }

  answer({ request: code, value }: ControlRequest, data: Buffer): Buffer | null {
    if (code === request.setCurrent) {
      this.#proposed = this.#nearest(data.readUInt8(3), data.readUInt32LE(4));
      if (value >> 8 === commitSelector) this.#committed(this.#proposed);
      return Buffer.alloc(0);
    }
    if (code === request.info) return Buffer.from([0b11]);
    if (code === request.length) return Buffer.from(le16(probeBytes));
    if (code === request.current) return this.#probe(this.#proposed);
    const [fastest, slowest] = [Math.min(...this.#intervals), Math.max(...this.#intervals)];
    if (code === request.minimum || code === request.start) return this.#probe({ size: 0, interval: fastest });
    return code === request.maximum ? this.#probe({ size: this.#model.sizes.length - 1, interval: slowest }) : null;
  }

  /** @param frame counts from 1 */
  #nearest(frame: number, interval: number): Agreed {
    const size = Math.min(Math.max(frame, 1), this.#model.sizes.length) - 1;
    const [first = 0, ...others] = this.#intervals;
    const away = (one: number) => Math.abs(one - (interval || first));
    return { size, interval: others.reduce((best, one) => (away(one) < away(best) ? one : best), first) };
  }

  #probe({ size, interval }: Agreed): Buffer {
    const probe = Buffer.alloc(probeBytes);
    probe.writeUInt16LE(1, 0);
    probe.writeUInt8(1, 2);
    probe.writeUInt8(size + 1, 3);
    probe.writeUInt32LE(interval, 4);
    probe.writeUInt32LE(this.#model.largestPicture, 18);
    probe.writeUInt32LE(payloadBytes[this.#model.transfer], 22);
    return probe;
  }
}
