import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { ConfigError, messageOf } from "../domain/errors.ts";

/** Reads `--config FILE`. @throws ConfigError config.invalid with how it is called */
export function configOption(args: string[], command: string): string {
  let file: string | undefined;
  try {
    file = parseArgs({ args, options: { config: { type: "string", short: "c" } } }).values.config;
  } catch (error) {
    throw new ConfigError("config.invalid", `${messageOf(error)}; usage: roomkeeper ${command} --config FILE`);
  }
  if (file === undefined) {
    throw new ConfigError("config.invalid", `--config is missing; usage: roomkeeper ${command} --config FILE`);
  }
  return resolve(file);
}
