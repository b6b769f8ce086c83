import { DeviceError, RoomkeeperError } from "../../domain/errors.ts";
import type { GpioLine, GpioPort } from "../../driver-contract/index.ts";
import { systemClock } from "../../platform/clock.ts";
import type { Roots } from "../enumerate/sysfs.ts";
import { lineError, requireAccess } from "./access.ts";
import { ChipLane } from "./chip-lane.ts";
import { openCharacterLine } from "./gpio-character.ts";
import type { RawLine } from "./gpio-line.ts";
import { openSysfsLine } from "./gpio-sysfs.ts";

/**
 * Inputs are looked at this often. Events would hold a thread of the pool for each line, for ever; presence, contacts and keys
 * need no more, and what bounces faster is not seen.
 */
const lookMs = 100;

/** One for each chip that was ever used: what an unplugged one left hanging still counts when it is plugged again. */
const lanes = new Map<string, ChipLane>();

function laneOf(chip: string): ChipLane {
  const lane = lanes.get(chip) ?? new ChipLane(systemClock, chip);
  lanes.set(chip, lane);
  return lane;
}

interface GpioParts {
  readonly roots: Roots;
  readonly signal: AbortSignal;
  readonly lost: (error: RoomkeeperError) => void;
  /** What must not be cut off by the end of the process. */
  readonly ending: (work: Promise<void>) => void;
}

/** The character device (version 2) where the kernel has it, sysfs elsewhere. @throws DeviceError */
export async function openGpio(
  line: GpioLine,
  changed: (on: boolean) => void,
  { roots, signal, lost, ending }: GpioParts,
): Promise<GpioPort> {
  const lane = laneOf(line.chip);
  const name = `${line.chip} line ${line.line}`;
  // The chip may be unplugged already: then there is nothing to leave.
  const leave = (raw: RawLine) =>
    ending(lane.atLast(`leaving ${name}`, () => leaveSafe(raw, line)).catch(() => undefined));
  const raw = await lane.run(`opening ${name}`, () => openRaw(line, roots), leave);
  const port: GpioPort = {
    read: () => lane.run(`reading ${name}`, () => raw.read()),
    write: (on) => lane.run(`writing ${name}`, () => raw.write(on)),
  };
  const broke = (error: unknown) => lost(error instanceof RoomkeeperError ? error : lineError(name, error));
  const stop = line.direction === "in" ? watchLine(port, changed, broke) : () => undefined;
  const close = () => {
    stop();
    leave(raw);
  };
  if (signal.aborted) {
    close();
    throw signal.reason;
  }
  signal.addEventListener("abort", close, { once: true });
  return port;
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
async function leaveSafe(raw: RawLine, { direction, safe = false }: GpioLine): Promise<void> {
  try {
    if (direction === "out") await raw.write(safe);
  } finally {
    await raw.close();
  }
}

function watchLine(port: GpioPort, changed: (on: boolean) => void, lost: (error: unknown) => void): () => void {
  let known: boolean | null = null;
  let looking = false;
  const stop = systemClock.every(lookMs, () => {
    if (looking) return;
    looking = true;
    port
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
