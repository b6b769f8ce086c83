import { deviceDescriptor, type Identity, stringsOf } from "../../usbip/descriptors.ts";
import { type ControlRequest, type Endpoint, type Transfer, type UsbDevice, usbSpeed } from "../../usbip/device.ts";
import { StreamClock } from "../../usbip/pacing.ts";
import { ReportQueue } from "../../usbip/report-queue.ts";
import { Camera } from "../camera/camera.ts";
import type { CameraModel } from "../camera/model.ts";
import { picturesOf } from "../camera/pictures.ts";
import { dongleConfiguration, endpointOf, interfaceOf, soundBytes } from "./descriptors.ts";
import { SideChannel } from "./side-channel.ts";
import { SourceTone } from "./source-tone.ts";

/** picture: a laptop; protected: its film, black by HDCP; none: no cable, and the dongle's own splash for ever. */
type HdmiSource = "picture" | "protected" | "none";

const identity: Identity = {
  ...{ ids: "534d:2109", version: 0x2100, manufacturer: "MACROSILICON", product: "USB Video" },
  // All of a kind have the same one, or none.
  serial: "",
};
const catchUpMs = 1000;
const endpointRequests = [0x22, 0xa2];
const sourceSize = { width: 1920, height: 1080 };

interface DongleModel {
  /** What it scales every source to. */
  width: number;
  height: number;
  framesPerSecond: number;
  /** Of the source's sound. */
  toneHertz: number;
}

/** A USB HDMI dongle with an MS2109: a camera and a microphone to the kernel, and a side channel that tells of the cable. */
export class HdmiDongle implements UsbDevice {
  readonly speed = usbSpeed.high;
  readonly deviceDescriptor = deviceDescriptor(identity, [0xef, 2, 1]);
  readonly configuration: Buffer;
  readonly strings = stringsOf(identity);
  readonly endpoints: ReadonlyMap<number, Endpoint>;
  readonly #camera: Camera;
  readonly #sideChannel: SideChannel;
  readonly #reports = new ReportQueue();
  readonly #soundClock = new StreamClock(catchUpMs);
  readonly #tone = new SourceTone();
  readonly #toneHertz: number;
  /** What is at its HDMI side; may be changed at any time. */
  source: HdmiSource = "none";

  private constructor(
    { width, height, framesPerSecond, toneHertz }: DongleModel,
    pictures: Record<HdmiSource, Buffer[]>,
  ) {
    const now = () => pictures[this.source];
    const size = {
      ...{ width, height },
      get pictures() {
        return now();
      },
    };
    const model: CameraModel = {
      ...identity,
      // Real ones are isochronous; bulk asks a quarter of the work of an emulated computer.
      transfer: "bulk",
      sizes: [size],
      rates: [framesPerSecond],
      largestPicture: 100_000,
    };
    this.#camera = new Camera(model);
    this.#toneHertz = toneHertz;
    this.#sideChannel = new SideChannel(() => ({ connected: this.source !== "none", ...sourceSize }));
    this.configuration = dongleConfiguration(model);
    this.endpoints = new Map<number, Endpoint>([
      ...this.#camera.endpoints,
      [endpointOf.sound, (transfer) => this.#record(transfer)],
      [endpointOf.side, (transfer) => this.#reports.ask(transfer)],
    ]);
  }

  static async make(model: DongleModel): Promise<HdmiDongle> {
    const { width, height } = model;
    return new HdmiDongle(model, {
      picture: await picturesOf(width, height),
      protected: await picturesOf(width, height, "black"),
      none: await picturesOf(width, height, "splash"),
    });
  }

  control(request: ControlRequest, data: Buffer): Buffer | null {
    if (endpointRequests.includes(request.type)) return Buffer.alloc(0);
    const number = request.index & 0xff;
    if (number === interfaceOf.side) return this.#sideChannel.answer(request, data);
    return number < interfaceOf.soundControl ? this.#camera.control(request, data) : null;
  }

  setInterface(number: number, setting: number): void {
    if (number === interfaceOf.sound && setting === 1) this.#tone.begin();
  }

  unplugged(): void {
    this.#reports.clear();
  }

  /** How often somebody asked whether a cable is in. */
  get questions(): number {
    return this.#sideChannel.questions;
  }

  /** Pictures that went out whole. */
  get picturesSent(): number {
    return this.#camera.picturesSent;
  }

  #record(transfer: Transfer): void {
    this.#soundClock.after(transfer.packets.length, () => {
      const hertz = this.source === "none" ? null : this.#toneHertz;
      transfer.complete(transfer.packets.map(() => this.#tone.next(hertz, soundBytes)));
    });
  }
}
