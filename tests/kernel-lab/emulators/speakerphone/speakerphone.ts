import { deviceDescriptor, type Identity, stringsOf } from "../../usbip/descriptors.ts";
import { type ControlRequest, type Endpoint, type Transfer, type UsbDevice, usbSpeed } from "../../usbip/device.ts";
import { StreamClock } from "../../usbip/pacing.ts";
import { ReportQueue } from "../../usbip/report-queue.ts";
import { AudioControls } from "./audio-controls.ts";
import { endpointOf, frameBytes, hidDescriptor, interfaceOf, speakerphoneConfiguration } from "./descriptors.ts";
import { Loudspeaker } from "./loudspeaker.ts";
import { key, lamp, report, reportDescriptor } from "./report-descriptor.ts";
import { toneFrame } from "./tone.ts";

const catchUpMs = 1000;
const hidRequest = { getReport: 0x01, setReport: 0x09 };

export interface Lamps {
  offHook: boolean;
  mute: boolean;
  ring: boolean;
}

/** A USB speakerphone: microphone and speaker (UAC 1.0), keys and lamps (HID telephony). */
export class Speakerphone implements UsbDevice {
  readonly speed = usbSpeed.full;
  readonly deviceDescriptor: Buffer;
  readonly configuration = speakerphoneConfiguration();
  readonly strings: readonly string[];
  readonly endpoints: ReadonlyMap<number, Endpoint>;
  readonly loudspeaker = new Loudspeaker();
  readonly #controls = new AudioControls();
  readonly #microphoneClock = new StreamClock(catchUpMs);
  readonly #speakerClock = new StreamClock(catchUpMs);
  readonly #reports = new ReportQueue();
  readonly #toneHertz: number;
  #millisecond = 0;
  /** As they were last told, and when (performance.now). */
  lamps: Lamps = { offHook: false, mute: false, ring: false };
  lampsChangedAtMs = 0;

  /** @param toneHertz a whole number of 10: what its microphone hears */
  constructor(identity: Identity, toneHertz: number) {
    this.deviceDescriptor = deviceDescriptor(identity, [0, 0, 0]);
    this.strings = stringsOf(identity);
    this.#toneHertz = toneHertz;
    this.endpoints = new Map<number, Endpoint>([
      [endpointOf.microphone, (transfer) => this.#record(transfer)],
      [endpointOf.speaker, (transfer) => this.#play(transfer)],
      [endpointOf.keys, (transfer) => this.#reports.ask(transfer)],
    ]);
  }

  control(request: ControlRequest, data: Buffer): Buffer | null {
    if ((request.index & 0xff) === interfaceOf.keys) return this.#keysRequest(request, data);
    return this.#controls.answer(request, data);
  }

  /** Presses a key and lets it go. */
  press(which: keyof typeof key): void {
    this.send(report.telephony, key[which]);
    this.send(report.telephony, 0);
  }

  pressVolume(direction: "up" | "down"): void {
    this.send(report.volume, direction === "up" ? 0b01 : 0b10);
    this.send(report.volume, 0);
  }

  /** Any report. */
  send(...bytes: number[]): void {
    this.#reports.send(Buffer.from(bytes));
  }

  unplugged(): void {
    this.#reports.clear();
    this.lamps = { offHook: false, mute: false, ring: false };
  }

  #keysRequest({ type, request, value, length }: ControlRequest, data: Buffer): Buffer | null {
    if (type === 0x81) return value >> 8 === 0x22 ? reportDescriptor : Buffer.from(hidDescriptor);
    if (type === 0xa1 && request === hidRequest.getReport) return Buffer.alloc(length);
    if (type !== 0x21) return null;
    if (request === hidRequest.setReport && data[0] === report.telephony) this.#light(data[1] ?? 0);
    return Buffer.alloc(0);
  }

  #light(bits: number): void {
    this.lamps = {
      offHook: (bits & lamp.offHook) !== 0,
      mute: (bits & lamp.mute) !== 0,
      ring: (bits & lamp.ring) !== 0,
    };
    this.lampsChangedAtMs = performance.now();
  }

  #record(transfer: Transfer): void {
    this.#microphoneClock.after(transfer.packets.length, () => {
      transfer.complete(
        transfer.packets.map(() => toneFrame(this.#toneHertz, this.#millisecond++, frameBytes.microphone)),
      );
    });
  }

  #play(transfer: Transfer): void {
    this.loudspeaker.play(transfer.data);
    this.#speakerClock.after(transfer.packets.length, () => transfer.complete());
  }
}
