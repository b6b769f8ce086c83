import type { Capabilities } from "./capability.ts";

/** What the kernel tells about one attached thing before any driver opens it. Plain data; drivers match on it. */
export interface Descriptor {
  /** Stable for as long as it is plugged: subsystem and kernel name, such as "video4linux/video0". */
  key: string;
  subsystem: "usb" | "video4linux" | "sound" | "hidraw" | "serial" | "gpio" | "cec" | "network" | "bench";
  /** Human name as the device gives it. */
  name: string;
  /** Device node, ALSA card id or address; empty when there is none. */
  node: string;
  /** Four lower-case hexadecimal digits, or empty. */
  vendorId: string;
  productId: string;
  serial: string;
  /** USB port path such as "1-2.3", PCI path, or empty. */
  port: string;
  /** Further facts by name (driver, interface class, bcdDevice...). */
  facts: Readonly<Record<string, string>>;
}

/** The lifecycle of a device; the device host owns it. */
export type DevicePhase = "found" | "claimed" | "opening" | "ready" | "active" | "faulted" | "gone";

export interface DeviceProblem {
  code: string;
  /** What is wrong and how to mend it, for IT. */
  message: string;
}

/** One peripheral as the device host reports it to the daemon. */
export interface DeviceReport {
  /** Survives restarts and, where the serial is real, port changes. */
  id: string;
  title: string;
  driver: string;
  descriptorKey: string;
  port: string;
  phase: DevicePhase;
  /** Why this driver has it, and with which score. */
  claim: string;
  capabilities: Capabilities;
  problem: DeviceProblem | null;
  /** True for the bench: stands in for a real device. */
  standIn: boolean;
}
