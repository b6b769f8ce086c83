import { ConfigError } from "../domain/errors.ts";

const most = 20;

/**
 * A deadline, longer where the computer is known to be slower than any room's: an emulated one, or one under a debugger. For what is
 * given up when it takes too long; never for media or for what people see.
 */
export const patient = (ms: number): number => ms * factor;

/** @throws ConfigError for anything but a number from 1 to 20 */
export function patienceIn({ ROOMKEEPER_PATIENCE: asked }: NodeJS.ProcessEnv): number {
  if (asked === undefined || asked === "") return 1;
  const number = Number(asked);
  if (number >= 1 && number <= most) return number;
  throw new ConfigError("config.invalid", `ROOMKEEPER_PATIENCE is "${asked}": it takes a number from 1 to ${most}`);
}

const factor = patienceIn(process.env);
