import { basename, join } from "node:path";
import { DeviceError } from "../../domain/errors.ts";
import type { GpioLine } from "../../driver-contract/index.ts";
import { attribute, names, type Roots } from "../enumerate/sysfs.ts";
import { lineError, loadNative } from "./access.ts";
import type { RawLine } from "./gpio-line.ts";

/** The old interface, for kernels without the character device. Pulls are for the board to set there. @throws DeviceError */
export async function openSysfsLine(line: GpioLine, roots: Roots): Promise<RawLine> {
  const number = await lineNumber(line, roots);
  const { Gpio } = await loadNative("onoff", () => import("onoff"));
  const { direction, activeLow = false, safe = false } = line;
  // "high" and "low" are levels of the wire.
  const first = direction === "in" ? "in" : safe !== activeLow ? "high" : "low";
  const gpio = new Gpio(number, first, "none", { activeLow });
  const told = (error: unknown) => {
    throw lineError(`${line.chip} line ${line.line}`, error);
  };
  return {
    read: async () => (await gpio.read().catch(told)) === 1,
    write: (on) => gpio.write(on ? 1 : 0).catch(told),
    close: () => Promise.try(() => gpio.unexport()),
  };
}

/** Chips begin at other numbers with each kernel (1016 on 6.1, 512 on 6.12): never count on one. */
export async function lineNumber({ chip, line }: GpioLine, roots: Roots): Promise<number> {
  const folder = join(roots.sys, "class/gpio");
  const wanted = basename(chip);
  for (const name of (await names(folder)).filter((one) => one.startsWith("gpiochip"))) {
    const devices = await names(folder, name, "device");
    const label = await attribute(folder, name, "label");
    if (label !== wanted && !devices.includes(wanted) && name !== wanted) continue;
    return Number(await attribute(folder, name, "base")) + line;
  }
  throw new DeviceError("device.gone", `${chip} is not there, and sysfs has no chip ${wanted}`, { subject: chip });
}
