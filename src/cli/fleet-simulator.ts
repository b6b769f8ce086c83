import packageFile from "../../package.json" with { type: "json" };
import { runFleetSimulatorCommand } from "../fleet/simulator/simulator-command.ts";

/** `roomkeeper fleet-simulator`: many rooms in one process, to try a hub and to load it. */
export function runFleetSimulator(args: string[]): Promise<number> {
  const ended = new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  return runFleetSimulatorCommand(args, {
    version: packageFile.version,
    out: (text) => void process.stdout.write(text),
    ended,
  });
}
