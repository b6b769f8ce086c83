import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { messageOf } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";

export interface WatchdogPorts {
  clock: Clock;
  log: Log;
  /** NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID as systemd sets them (sd_notify(3), sd_watchdog_enabled(3)). */
  environment: Readonly<Record<string, string | undefined>>;
  pid?: number;
  /** Tells systemd these assignments, such as "READY=1". */
  notify?: (assignments: readonly string[]) => Promise<unknown>;
}

/**
 * The daemon's word to systemd: READY=1 once, then WATCHDOG=1 at half the time that the unit allows, but only when every
 * critical loop has ticked since the last one. A daemon whose heart beats while a loop hangs is restarted all the same.
 * Without systemd it does nothing.
 */
export class Watchdog {
  readonly #ports: Required<WatchdogPorts>;
  readonly #ticked = new Map<string, boolean>();
  #stop = () => {};

  constructor(ports: WatchdogPorts) {
    this.#ports = { pid: process.pid, notify: systemdNotify, ...ports };
  }

  /**
   * Adds a loop that must tick at least twice in the unit's WatchdogSec.
   * @returns what the loop calls each time round
   */
  loop(name: string): () => void {
    this.#ticked.set(name, false);
    return () => void this.#ticked.set(name, true);
  }

  /** The daemon serves its room. Begins to feed the watchdog, when the unit has one. */
  ready(status: string): void {
    this.#tell("READY=1", `STATUS=${status}`);
    const everyMs = this.#feedEveryMs();
    this.#stop();
    if (everyMs !== null) this.#stop = this.#ports.clock.every(everyMs, () => this.#feed());
  }

  /** The daemon is ending by itself. */
  stopping(): void {
    this.#stop();
    this.#tell("STOPPING=1");
  }

  #feed(): void {
    const silent = [...this.#ticked].filter(([, ticked]) => !ticked).map(([name]) => name);
    if (silent.length > 0) {
      this.#ports.log.error("a loop of the daemon hangs: systemd is not told that all is well", { loops: silent });
      return;
    }
    for (const name of this.#ticked.keys()) this.#ticked.set(name, false);
    this.#tell("WATCHDOG=1");
  }

  /** Half of WATCHDOG_USEC; null when there is no watchdog, or when it is meant for another process. */
  #feedEveryMs(): number | null {
    const { environment, pid } = this.#ports;
    const limitUs = Number(environment.WATCHDOG_USEC);
    const meant = environment.WATCHDOG_PID === undefined || Number(environment.WATCHDOG_PID) === pid;
    return environment.NOTIFY_SOCKET && meant && limitUs > 0 ? limitUs / 2000 : null;
  }

  #tell(...assignments: string[]): void {
    const { environment, notify, log } = this.#ports;
    if (!environment.NOTIFY_SOCKET) return;
    notify(assignments).catch((error: unknown) => {
      log.error("systemd cannot be told", { assignments: assignments.join(" "), detail: messageOf(error) });
    });
  }
}

/** Node has no datagram sockets in the file system, and the daemon loads no native code: systemd's own tool does it. */
function systemdNotify(assignments: readonly string[]): Promise<unknown> {
  return promisify(execFile)("systemd-notify", assignments, { timeout: 5000 });
}
