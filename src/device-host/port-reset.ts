import type { Descriptor } from "../domain/device.ts";
import { messageOf } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";

/** A port is reset once in this time: what a reset does not mend is a cable, a port or a broken device. */
const onceInMs = 10 * 60_000;

interface ResetPorts {
  /** Resets the USB device at a port such as "1-2.3": like unplugging it for a moment. */
  reset(port: string): Promise<void>;
  clock: Pick<Clock, "monotonicMs">;
  log: Log;
}

/**
 * The last means for a camera that stays frozen, or whose every call fails: its USB port is reset, once. Remembered by port, since
 * the device comes back as a new one.
 */
export function portResetter({ reset, clock, log }: ResetPorts): (descriptor: Descriptor, why: string) => void {
  const doneMs = new Map<string, number>();
  return ({ subsystem, vendorId, port, name }, why) => {
    const isUsb = vendorId !== "" && /^\d+-\d+(\.\d+)*$/.test(port);
    const now = clock.monotonicMs();
    if (subsystem !== "video4linux" || !isUsb || now - (doneMs.get(port) ?? Number.NEGATIVE_INFINITY) < onceInMs)
      return;
    doneMs.set(port, now);
    log.warn("the USB port of a camera is reset", { port, name, why });
    reset(port).catch((error: unknown) => log.warn("a USB port cannot be reset", { port, error: messageOf(error) }));
  };
}
