import { spawn } from "node:child_process";
import { DeviceError, RoomkeeperError } from "../domain/errors.ts";
import type { HostActions } from "../fleet/room-port.ts";
import type { ComputerSettings } from "../settings/computer.ts";

/** The daemon ends with this when it is to be started again: EX_TEMPFAIL, which no supervisor takes for success. */
export const startAgainCode = 75;

interface ComputerParts {
  settings: () => ComputerSettings;
  environment: NodeJS.ProcessEnv;
  /** Ends the daemon in order, with `startAgainCode`. */
  endDaemon: () => void;
}

/**
 * Restart of the daemon and reboot of the computer. Neither returns when it succeeds: what came of it is told by the daemon that
 * starts after it. What this computer does not allow is refused, and nothing is ended.
 */
export function computerActions({ settings, environment, endDaemon }: ComputerParts): HostActions {
  // systemd gives each start of a service an id.
  const isService = environment.INVOCATION_ID !== undefined;
  return {
    restart(_wanted, signal) {
      if (!(settings().startsAgain ?? isService))
        throw refused("nothing would start the daemon again here: run it as a service, or set computer.startsAgain");
      setImmediate(endDaemon);
      return late(signal, "the daemon did not end");
    },
    async reboot(_wanted, signal) {
      const [program, ...args] = settings().reboot ?? (isService ? ["systemctl", "reboot"] : []);
      if (program === undefined)
        throw refused("this computer may not be rebooted by the hub: settings, computer.reboot");
      await run(program, args, signal);
      return await late(signal, "the computer was told to reboot and goes on running");
    },
  };
}

const refused = (why: string) => new RoomkeeperError("intent.impossible", why);
const longestAnswer = 500;

/** @throws RoomkeeperError intent.impossible with the program's own words */
function run(program: string, args: string[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], signal });
    let said = "";
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-longestAnswer);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("error", (error) => reject(refused(`${program}: ${error.message}`)));
    child.once("close", (code, killed) => {
      if (code === 0) resolve();
      else reject(refused(`${program} ended with ${killed ?? code}: ${said.trim()}`));
    });
  });
}

/** Resolves never: a process that does what was asked does not come back from here. */
function late(signal: AbortSignal, why: string): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(new DeviceError("device.timeout", why));
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
}
