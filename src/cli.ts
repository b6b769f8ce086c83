#!/usr/bin/env node
import { parseCommand } from "./cli/commands.ts";
import { messageOf, RoomkeeperError } from "./domain/errors.ts";

// The front door. Each command is one file in src/cli; what it answers goes to standard output, what it tells to standard error.
const { run, args } = parseCommand(process.argv.slice(2));
try {
  process.exitCode = await run(args);
} catch (error) {
  if (!(error instanceof RoomkeeperError)) throw error;
  process.stderr.write(`roomkeeper: ${messageOf(error)}\n`);
  process.exitCode = 2;
}
