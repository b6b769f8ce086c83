import { resolve } from "node:path";
import { checkDriver } from "../device-host/kit/check.ts";
import { loadDriver } from "../device-host/kit/load-driver.ts";
import { RoomkeeperError } from "../domain/errors.ts";

const usage = "usage: roomkeeper driver check PATH|roomkeeper-driver-NAME\n";

/** `roomkeeper driver check`: whether a driver keeps the contract, without its hardware. Exit 1 when it does not. */
export async function runDriver(args: string[]): Promise<number> {
  const [action, place, ...more] = args;
  if (action !== "check" || place === undefined || more.length > 0) {
    process.stderr.write(usage);
    return 2;
  }
  try {
    const isPackage = /^(@[^/]+\/)?roomkeeper-driver-[^/]+$/.test(place);
    const { driver, example } = await loadDriver(isPackage ? place : resolve(place));
    const results = await checkDriver(driver, example);
    process.stdout.write(`driver ${driver.manifest.id}: ${driver.manifest.title}\n`);
    for (const { rule, problem } of results)
      process.stdout.write(problem === null ? `  ok      ${rule}\n` : `  FAILED  ${rule}\n          ${problem}\n`);
    const isGood = results.every(({ problem }) => problem === null);
    // What a bad driver left running must not keep this command from ending.
    if (!isGood) setImmediate(() => process.exit(1));
    return isGood ? 0 : 1;
  } catch (error) {
    if (!(error instanceof RoomkeeperError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}
