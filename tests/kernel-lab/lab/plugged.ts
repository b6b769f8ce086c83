import type { UsbDevice } from "../usbip/device.ts";
import { PluggableDevice } from "../usbip/server.ts";
import type { GuestLink } from "../vm/guest-link.ts";

let plugs = 0;

/** An emulated USB device and its cable into the guest. */
export class Plugged<D extends UsbDevice> {
  readonly device: D;
  readonly #guest: GuestLink;
  readonly #pluggable: PluggableDevice;
  #port: number;

  private constructor(device: D, guest: GuestLink, pluggable: PluggableDevice, port: number) {
    this.device = device;
    this.#guest = guest;
    this.#pluggable = pluggable;
    this.#port = port;
  }

  /** @param port of the guest's USB, 0 to 7 */
  static async make<D extends UsbDevice>(device: D, guest: GuestLink, port: number): Promise<Plugged<D>> {
    return new Plugged(device, guest, await PluggableDevice.listen(device), port);
  }

  async plug(port = this.#port): Promise<void> {
    if (this.#pluggable.isTaken) {
      if (port === this.#port) return;
      this.pull();
    }
    this.#port = port;
    const { port: hostPort } = this.#pluggable;
    // The kernel wants another number for each plugging.
    const deviceId = 0x10000 + ++plugs;
    await this.#guest.ask({ order: "plug", port, hostPort, deviceId, speed: this.device.speed });
  }

  /** Pulls the cable without a word. */
  pull(): void {
    this.#pluggable.pull();
  }

  close(): void {
    this.#pluggable.close();
  }
}
