#!/usr/bin/env node
import { useCompileCache } from "./platform/compile-cache.ts";

useCompileCache();
const { parseCommand } = await import("./cli/commands.ts");
const { messageOf, RoomkeeperError } = await import("./domain/errors.ts");

// The front door. Each command is one file in src/cli; what it answers goes to standard output, what it tells to standard error.
// Whoever reads may stop in the middle (`| head`): that is no mistake of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
const { run, args } = parseCommand(process.argv.slice(2));
try {
  process.exitCode = await run(args);
} catch (error) {
  if (!(error instanceof RoomkeeperError)) throw error;
  process.stderr.write(`roomkeeper: ${messageOf(error)}\n`);
  process.exitCode = 2;
}
