import { deviceDescriptor, stringsOf } from "../../usbip/descriptors.ts";
import { type ControlRequest, type Endpoint, type UsbDevice, usbSpeed } from "../../usbip/device.ts";
import { CameraControls } from "./controls.ts";
import { cameraConfiguration, entity, streamEndpoint } from "./descriptors.ts";
import type { CameraModel } from "./model.ts";
import { Negotiation } from "./negotiation.ts";
import { PictureStream } from "./picture-stream.ts";

/** Requests to and from an interface of a class. */
const classRequests = [0x21, 0xa1];

/** A USB camera (UVC 1.0) with motors for pan, tilt and zoom. */
export class Camera implements UsbDevice {
  readonly speed = usbSpeed.high;
  readonly deviceDescriptor: Buffer;
  readonly configuration: Buffer;
  readonly strings: readonly string[];
  readonly endpoints: ReadonlyMap<number, Endpoint>;
  readonly #controls = new CameraControls();
  readonly #stream: PictureStream;
  readonly #negotiation: Negotiation;
  #hangsUntilReopened = false;
  /** How many streams were begun. */
  streams = 0;

  constructor(model: CameraModel) {
    this.deviceDescriptor = deviceDescriptor(model, [0xef, 2, 1]);
    this.configuration = cameraConfiguration(model);
    this.strings = stringsOf(model);
    this.#stream = new PictureStream(model, { size: 0, interval: 333_333 });
    this.#negotiation = new Negotiation(model, (agreed) => {
      this.streams++;
      if (this.#hangsUntilReopened) this.resume();
      this.#stream.begin(agreed);
    });
    this.endpoints = new Map([[streamEndpoint, this.#stream.take]]);
  }

  control(request: ControlRequest, data: Buffer): Buffer | null {
    if (!classRequests.includes(request.type)) return null;
    const isStreaming = (request.index & 0xff) === 1;
    return isStreaming ? this.#negotiation.answer(request, data) : this.#controls.answer(request, data);
  }

  get picturesSent(): number {
    return this.#stream.sent;
  }

  /** Pan and tilt in arc seconds, zoom in its own unit. */
  get position(): { pan: number; tilt: number; zoom: number } {
    const panTilt = this.#controls.valueOf(entity.camera, 0x0d);
    const zoom = this.#controls.valueOf(entity.camera, 0x0b);
    return { pan: panTilt.readInt32LE(0), tilt: panTilt.readInt32LE(4), zoom: zoom.readUInt16LE(0) };
  }

  /** White balance in kelvin. */
  get picture(): { brightness: number; whiteBalance: number; isBalanceAutomatic: boolean } {
    const of = (selector: number) => this.#controls.valueOf(entity.processing, selector);
    return {
      brightness: of(0x02).readUInt16LE(0),
      whiteBalance: of(0x0a).readUInt16LE(0),
      isBalanceAutomatic: of(0x0b).readUInt8(0) === 1,
    };
  }

  unplugged(): void {
    this.#controls.forget();
  }

  /** What was written to a control of the extension unit. */
  extension(selector: 1 | 2): Buffer {
    return this.#controls.valueOf(entity.extension, selector);
  }

  /** Pictures stop without a word, until somebody opens the camera anew: what sensors do that hang. */
  hang(): void {
    this.#hangsUntilReopened = true;
    this.#stream.frozen = true;
  }

  resume(): void {
    this.#hangsUntilReopened = false;
    this.#stream.frozen = false;
  }
}
