import {
  configuration,
  deviceDescriptor,
  type Identity,
  interfaceDescriptor,
  le16,
  sized,
  stringsOf,
} from "./descriptors.ts";
import { type ControlRequest, type Endpoint, type UsbDevice, usbSpeed } from "./device.ts";
import { ReportQueue } from "./report-queue.ts";

const endpointOf = { in: 0x81, out: 0x02 } as const;
const request = { getReport: 0x01, setReport: 0x09 };
const nothing = Buffer.alloc(0);

/** A USB device that is one HID interface (HID 1.11). What its reports mean, the device made from it knows. */
export abstract class HidDevice implements UsbDevice {
  readonly speed = usbSpeed.high;
  readonly deviceDescriptor: Buffer;
  readonly configuration: Buffer;
  readonly strings: readonly string[];
  readonly endpoints: ReadonlyMap<number, Endpoint>;
  readonly #reportDescriptor: Buffer;
  readonly #hidDescriptor: number[];
  readonly #input = new ReportQueue();
  /** It has hung itself up: what a host asks for is never answered. */
  isHanging = false;
  #unanswered: ControlRequest | null = null;

  /** @param reportBytes of its longest report */
  constructor(identity: Identity, reportDescriptor: Buffer, reportBytes: number) {
    this.#reportDescriptor = reportDescriptor;
    this.#hidDescriptor = sized(0x21, ...le16(0x0111), 0, 1, 0x22, ...le16(reportDescriptor.length));
    this.deviceDescriptor = deviceDescriptor(identity, [0, 0, 0]);
    this.strings = stringsOf(identity);
    this.configuration = configuration(
      1,
      interfaceDescriptor(0, 0, 2, [3, 0, 0]),
      this.#hidDescriptor,
      sized(5, endpointOf.in, 3, ...le16(reportBytes), 4),
      sized(5, endpointOf.out, 3, ...le16(reportBytes), 4),
    );
    this.endpoints = new Map<number, Endpoint>([
      [endpointOf.in, (transfer) => this.#input.ask(transfer)],
      [
        endpointOf.out,
        (transfer) => {
          this.output(transfer.data);
          transfer.complete();
        },
      ],
    ]);
  }

  /** The host waits for an answer that never comes. */
  get isAwaited(): boolean {
    return this.#unanswered !== null && this.#unanswered.cancelled !== true;
  }

  control(asked: ControlRequest, data: Buffer): Buffer | null | undefined {
    const { type, request: code, value } = asked;
    if (this.isHanging) {
      this.#unanswered = asked;
      return undefined;
    }
    if (type === 0x81) return value >> 8 === 0x22 ? this.#reportDescriptor : Buffer.from(this.#hidDescriptor);
    if (type === 0xa1 && code === request.getReport) return this.feature(value & 0xff);
    if (type !== 0x21) return null;
    if (code === request.setReport) this.setFeature(data);
    return nothing;
  }

  unplugged(): void {
    this.#input.clear();
  }

  /** An input report, number first. */
  protected send(report: Buffer): void {
    this.#input.send(report);
  }

  /** The host asks for a feature report; null refuses. */
  protected abstract feature(id: number): Buffer | null;
  /** The host sets one, number first. */
  protected abstract setFeature(report: Buffer): void;
  /** The host sends an output report, number first. */
  protected abstract output(report: Buffer): void;
}
