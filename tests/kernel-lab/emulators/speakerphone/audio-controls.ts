import { le16, le24 } from "../../usbip/descriptors.ts";
import type { ControlRequest } from "../../usbip/device.ts";

/** Requests of USB Audio 1.0, 5.2.1. */
const request = { setCurrent: 0x01, current: 0x81, minimum: 0x82, maximum: 0x83, step: 0x84 };
const muteSelector = 1;
/** Hundredths of a decibel times 2.56: -32 dB to 0 dB in steps of 1 dB. */
const volume = { minimum: 0xe000, maximum: 0, step: 0x0100 };
const type = { setInterface: 0x21, getInterface: 0xa1, setEndpoint: 0x22, getEndpoint: 0xa2 };

/** Mute and volume of microphone and speaker, as mixers set them; the rate is fixed. */
export class AudioControls {
  readonly #values = new Map<number, Buffer>();

  answer(asked: ControlRequest, data: Buffer): Buffer | null {
    if (asked.type === type.setEndpoint) return Buffer.alloc(0);
    if (asked.type === type.getEndpoint) return Buffer.from(le24(48_000));
    const key = (asked.index & 0xff00) | (asked.value >> 8);
    if (asked.type === type.setInterface && asked.request === request.setCurrent) {
      this.#values.set(key, Buffer.from(data));
      return Buffer.alloc(0);
    }
    if (asked.type !== type.getInterface) return null;
    const isMute = asked.value >> 8 === muteSelector;
    if (asked.request === request.current)
      return this.#values.get(key) ?? Buffer.from(isMute ? [0] : le16(volume.maximum));
    if (asked.request === request.minimum) return Buffer.from(le16(volume.minimum));
    if (asked.request === request.maximum) return Buffer.from(le16(volume.maximum));
    return asked.request === request.step ? Buffer.from(le16(volume.step)) : null;
  }
}
