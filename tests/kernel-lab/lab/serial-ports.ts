import { SerialAdapter, type SerialPeer } from "../emulators/serial/serial-adapter.ts";
import type { Lab } from "./lab.ts";
import type { Plugged } from "./plugged.ts";

/** Where udev puts an adapter's port, whatever number the kernel gives it. */
export const serialPath = (serial: string) => `/dev/serial/by-id/usb-Acme_Lab_Serial_${serial}-if00`;

/** Adapters with these serial numbers, each with what is connected to its line; plugged, and their ports there. */
export async function plugSerial(
  lab: Lab,
  peers: Readonly<Record<string, SerialPeer>>,
): Promise<Map<string, Plugged<SerialAdapter>>> {
  await lab.guest.run("modprobe cdc-acm");
  const adapters = new Map<string, Plugged<SerialAdapter>>();
  for (const [index, [serial, peer]] of Object.entries(peers).entries()) {
    const identity = { ids: "0403:6015", version: 0x0100, manufacturer: "Acme", product: "Lab Serial", serial };
    adapters.set(serial, await lab.plug(new SerialAdapter(identity, peer), 2 + index));
  }
  await untilPorts(lab, Object.keys(peers));
  return adapters;
}

export async function untilPorts(lab: Lab, serials: readonly string[]): Promise<void> {
  const are = serials.map((serial) => `[ -e ${serialPath(serial)} ]`).join(" && ");
  await lab.guest.run(`for i in $(seq 200); do ${are} && exit 0; sleep 0.1; done; ls -l /dev/serial/by-id; exit 1`);
}
