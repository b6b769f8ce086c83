import type { Transfer } from "../../usbip/device.ts";
import { StreamClock } from "../../usbip/pacing.ts";
import type { CameraModel } from "./model.ts";
import type { Agreed } from "./negotiation.ts";
import { payloadBytes } from "./negotiation.ts";

/** Payload headers of UVC 1.0, 2.4.3.3: length, then bits. */
const header = { bytes: 2, endOfHeader: 0x80, endOfFrame: 0x02, frameToggle: 0x01 };
/** A late picture may follow the one before by this much less than its time. */
const lateMs = 100;
const isochronousCatchUpMs = 500;
const microframesPerMs = 8;

/** Cuts pictures into payloads at the pace that was agreed. */
export class PictureStream {
  readonly #model: CameraModel;
  readonly #clock = new StreamClock(isochronousCatchUpMs);
  readonly #waiting: Transfer[] = [];
  #agreed: Agreed;
  #picture: Buffer | null = null;
  #offset = 0;
  #toggle = 0;
  #nextAtMs = 0;
  #timer: NodeJS.Timeout | null = null;
  /** Pictures that went out whole. */
  sent = 0;
  /** The sensor hangs: transfers stay open and nothing comes, or only empty packets. */
  frozen = false;

  constructor(model: CameraModel, agreed: Agreed) {
    this.#model = model;
    this.#agreed = agreed;
  }

  /** A stream begins. */
  begin(agreed: Agreed): void {
    this.#agreed = agreed;
    this.#picture = null;
  }

  readonly take = (transfer: Transfer): void => {
    if (this.#model.transfer === "isochronous") return this.#takePackets(transfer);
    this.#waiting.push(transfer);
    this.#pump();
  };

  #pump(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (!next.cancelled) {
        const payload = this.#payload(Math.min(next.length, payloadBytes.bulk));
        if (payload === null) return this.#pumpLater();
        next.complete([payload]);
      }
      this.#waiting.shift();
    }
  }

  #pumpLater(): void {
    const waitMs = this.frozen ? 20 : Math.max(1, this.#nextAtMs - performance.now());
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#pump();
    }, waitMs);
  }

  #takePackets(transfer: Transfer): void {
    this.#clock.after(transfer.packets.length / microframesPerMs, () => {
      const nothing = Buffer.alloc(0);
      transfer.complete(
        transfer.packets.map((most) => this.#payload(Math.min(most, payloadBytes.isochronous)) ?? nothing),
      );
    });
  }

  /** Null while the next picture is not due. */
  #payload(most: number): Buffer | null {
    const picture = this.#picture ?? this.#nextPicture();
    if (picture === null) return null;
    const part = picture.subarray(this.#offset, this.#offset + most - header.bytes);
    this.#offset += part.length;
    const isLast = this.#offset >= picture.length;
    const bits = header.endOfHeader | (isLast ? header.endOfFrame : 0) | this.#toggle;
    if (isLast) {
      this.#picture = null;
      this.sent++;
    }
    return Buffer.concat([Buffer.from([header.bytes, bits]), part]);
  }

  #nextPicture(): Buffer | null {
    const nowMs = performance.now();
    if (this.frozen || nowMs < this.#nextAtMs) return null;
    this.#nextAtMs = Math.max(this.#nextAtMs + this.#agreed.interval / 10_000, nowMs - lateMs);
    const pictures = this.#model.sizes[this.#agreed.size]?.pictures ?? [];
    this.#picture = pictures[this.sent % pictures.length] ?? null;
    this.#offset = 0;
    this.#toggle ^= header.frameToggle;
    return this.#picture;
  }
}
