import { messageOf } from "../domain/errors.ts";
import type { Log } from "../platform/log.ts";
import type { HostReport } from "../protocol/device-host.ts";

/**
 * Tells the daemon which driver is at work, so that it knows whom to blame when this process dies: by name where JavaScript
 * threw, by the call that was under way where native code killed it.
 */
export function blameOf(
  drivers: readonly string[],
  report: (message: HostReport, sent?: () => void) => void,
  log: Log,
) {
  const known = [...drivers];
  const calls: { driver: string }[] = [];
  const tell = () => report({ type: "calling", driver: calls.at(-1)?.driver ?? "" });
  return {
    /** A driver that was loaded later. */
    know: (driver: string) => void known.push(driver),
    calling(driver: string): () => void {
      const call = { driver };
      calls.push(call);
      tell();
      return () => {
        calls.splice(calls.indexOf(call), 1);
        tell();
      };
    },
    /** Thrown where nobody catches it. `end` is called when the daemon was told. */
    uncaught(error: unknown, end: () => void): void {
      const stack = error instanceof Error ? (error.stack ?? "") : "";
      const driver = culprit(stack, known) ?? calls.at(-1)?.driver ?? "";
      log.error("thrown where nobody catches it; the device host ends", { driver, stack: stack || messageOf(error) });
      report({ type: "crashed", driver, detail: messageOf(error) }, end);
    },
  };
}

/** The driver whose folder or package is named first in a stack. */
function culprit(stack: string, drivers: readonly string[]): string | null {
  const place = /[\\/](?:drivers[\\/]|roomkeeper-driver-)([a-z0-9-]+)[\\/.]/.exec(stack)?.[1];
  return place !== undefined && drivers.includes(place) ? place : null;
}
