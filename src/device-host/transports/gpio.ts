import { DeviceError } from "../../domain/errors.ts";
import type { GpioLine, GpioPort } from "../../driver-contract/index.ts";
import { systemClock } from "../../platform/clock.ts";
import type { Roots } from "../enumerate/sysfs.ts";
import { requireAccess } from "./access.ts";
import { openCharacterLine } from "./gpio-character.ts";
import type { RawLine } from "./gpio-line.ts";
import { openSysfsLine } from "./gpio-sysfs.ts";

/**
 * Inputs are looked at this often. Events would hold a thread of the pool for each line, for ever; presence, contacts and keys
 * need no more, and what bounces faster is not seen.
 */
const lookMs = 50;

/** The character device (version 2) where the kernel has it, sysfs elsewhere. @throws DeviceError */
export async function openGpio(
  line: GpioLine,
  changed: (on: boolean) => void,
  { roots, signal, lost }: { roots: Roots; signal: AbortSignal; lost: (error: unknown) => void },
): Promise<GpioPort> {
  const raw = await openRaw(line, roots);
  const stop = line.direction === "in" ? watchLine(raw, changed, lost) : () => undefined;
  const close = () => {
    stop();
    leaveSafe(raw, line);
  };
  if (signal.aborted) {
    close();
    throw signal.reason;
  }
  signal.addEventListener("abort", close, { once: true });
  return raw;
}

async function openRaw(line: GpioLine, roots: Roots): Promise<RawLine> {
  try {
    await requireAccess(line.chip);
  } catch (error) {
    if (!(error instanceof DeviceError) || error.code !== "device.gone") throw error;
    return await openSysfsLine(line, roots);
  }
  return await openCharacterLine(line);
}

/** A relay must not stay as a program that ends happened to leave it. */
function leaveSafe(raw: RawLine, { direction, safe = false }: GpioLine) {
  const last = direction === "out" ? raw.write(safe) : Promise.resolve();
  // The chip may be unplugged already.
  void last.catch(() => undefined).finally(() => raw.close());
}

function watchLine(raw: RawLine, changed: (on: boolean) => void, lost: (error: unknown) => void): () => void {
  let known: boolean | null = null;
  let looking = false;
  const stop = systemClock.every(lookMs, () => {
    if (looking) return;
    looking = true;
    raw
      .read()
      .then((on) => {
        if (on !== known) changed(on);
        known = on;
      })
      .catch((error: unknown) => {
        stop();
        lost(error);
      })
      .finally(() => {
        looking = false;
      });
  });
  return stop;
}
