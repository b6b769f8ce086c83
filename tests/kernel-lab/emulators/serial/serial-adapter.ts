import {
  association,
  configuration,
  deviceDescriptor,
  type Identity,
  interfaceDescriptor,
  le16,
  sized,
  stringsOf,
} from "../../usbip/descriptors.ts";
import { type ControlRequest, type Endpoint, type UsbDevice, usbSpeed } from "../../usbip/device.ts";
import { ReportQueue } from "../../usbip/report-queue.ts";

const endpointOf = { in: 0x81, out: 0x02, notify: 0x83 } as const;
const lineCoding = { set: 0x20, get: 0x21 } as const;
const modem = [2, 2, 1] as const;
const functional = 0x24;
/** What it keeps for a host that does not listen. */
const bufferedPieces = 16;

/** What is connected behind a serial adapter. */
export type SerialPeer = (bytes: Buffer, say: (bytes: Uint8Array) => void) => void;

/** A USB serial adapter (CDC-ACM), and behind it whatever is plugged to its line. */
export class SerialAdapter implements UsbDevice {
  readonly speed = usbSpeed.full;
  readonly deviceDescriptor: Buffer;
  readonly strings: readonly string[];
  readonly configuration = configuration(
    2,
    association(0, 2, modem),
    interfaceDescriptor(0, 0, 1, modem),
    sized(functional, 0, ...le16(0x0110)),
    sized(functional, 1, 0, 1),
    sized(functional, 2, 0b10),
    sized(functional, 6, 0, 1),
    sized(5, endpointOf.notify, 3, ...le16(8), 32),
    interfaceDescriptor(1, 0, 2, [0x0a, 0, 0]),
    sized(5, endpointOf.in, 2, ...le16(64), 0),
    sized(5, endpointOf.out, 2, ...le16(64), 0),
  );
  readonly endpoints: ReadonlyMap<number, Endpoint>;
  peer: SerialPeer;
  readonly #fromPeer = new ReportQueue(bufferedPieces);
  /** 9600 8N1. */
  #coding = Buffer.from([0x80, 0x25, 0, 0, 0, 0, 8]);

  constructor(identity: Identity, peer: SerialPeer) {
    this.deviceDescriptor = deviceDescriptor(identity, [0xef, 2, 1]);
    this.strings = stringsOf(identity);
    this.peer = peer;
    this.endpoints = new Map<number, Endpoint>([
      [endpointOf.in, (transfer) => this.#fromPeer.ask(transfer)],
      [
        endpointOf.out,
        (transfer) => {
          transfer.complete();
          this.peer(transfer.data, (bytes) => this.say(bytes));
        },
      ],
      [endpointOf.notify, () => undefined],
    ]);
  }

  /** What is plugged to its line speaks, asked or not. */
  say(bytes: Uint8Array): void {
    this.#fromPeer.send(Buffer.from(bytes));
  }

  /** As the host set it. */
  get baudRate(): number {
    return this.#coding.readUInt32LE(0);
  }

  control({ type, request }: ControlRequest, data: Buffer): Buffer | null {
    if (type === 0xa1 && request === lineCoding.get) return this.#coding;
    if (type !== 0x21) return null;
    if (request === lineCoding.set) this.#coding = Buffer.from(data);
    return Buffer.alloc(0);
  }

  unplugged(): void {
    this.#fromPeer.clear();
  }
}
