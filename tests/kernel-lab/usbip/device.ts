/** An emulated USB device, as its maker sees it: descriptors, control requests, endpoints. */

/** As vhci_hcd numbers them (enum usb_device_speed). */
export const usbSpeed = { full: 2, high: 3 } as const;

export interface UsbDevice {
  readonly speed: (typeof usbSpeed)[keyof typeof usbSpeed];
  readonly deviceDescriptor: Buffer;
  readonly configuration: Buffer;
  /** By index; 0 is not used. */
  readonly strings: readonly string[];
  /** Class and vendor requests, and standard ones to interfaces. Null refuses (a stall); undefined never answers, as one that hangs. */
  control(request: ControlRequest, data: Buffer): Buffer | null | undefined;
  /** An alternate setting was chosen. */
  setInterface?(number: number, setting: number): void;
  /** By endpoint address, 0x80 added for IN. */
  readonly endpoints: ReadonlyMap<number, Endpoint>;
  /** The cable was pulled, or the host let go. */
  unplugged?(): void;
}

/** USB 2.0, table 9-2. */
export interface ControlRequest {
  /** bmRequestType. */
  type: number;
  /** bRequest. */
  request: number;
  value: number;
  index: number;
  length: number;
  /** The host has given it up. */
  readonly cancelled?: boolean;
}

/** Takes a transfer and completes it when its time has come. */
export type Endpoint = (transfer: Transfer) => void;

export interface Transfer {
  /** Most that the host takes. */
  readonly length: number;
  /** What the host sent; empty for IN. */
  readonly data: Buffer;
  /** Sizes of the isochronous packets; empty for other kinds. */
  readonly packets: readonly number[];
  /** The host has given it up; completing it does nothing. */
  readonly cancelled: boolean;
  /** @param parts for IN: one part, or one for each isochronous packet */
  complete(parts?: readonly Buffer[]): void;
}
