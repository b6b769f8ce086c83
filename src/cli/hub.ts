import { join } from "node:path";
import { fileURLToPath } from "node:url";
import packageFile from "../../package.json" with { type: "json" };
import { runHubCommand } from "../hub/hub-command.ts";
import { stateFolder } from "../platform/paths.ts";

const pagesFolder = fileURLToPath(new URL("../../dist/web", import.meta.url));

/** `roomkeeper hub`: from where every room is managed. */
export function runHub(args: string[]): Promise<number> {
  const ended = new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  const io = {
    out: (text: string) => void process.stdout.write(text),
    err: (text: string) => void process.stderr.write(text),
  };
  return runHubCommand(args, io, {
    version: packageFile.version,
    pagesFolder,
    folder: join(stateFolder(), "hub"),
    ended,
  });
}
