import { loadSettings } from "../settings/load.ts";
import { configOption } from "./config-option.ts";

/** `roomkeeper check`: says whether a settings file would be taken, and what is wrong with it. */
export async function runCheckCommand(args: string[]): Promise<number> {
  const file = configOption(args, "check");
  const settings = await loadSettings(file);
  process.stdout.write(`${file} is good: room ${JSON.stringify(settings.room.name)} in ${settings.room.zone}\n`);
  return 0;
}
