import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { runRecogniseCommand } from "../agenda/recognition/command.ts";
import { ConfigError, messageOf } from "../domain/errors.ts";

/** `roomkeeper recognise`: which meeting a booking leads to. */
export function runRecognise(args: string[]): Promise<number> {
  return runRecogniseCommand(args, {
    readFile: readInput,
    readStdin: () => text(process.stdin),
    write: (answer) => void process.stdout.write(answer),
    tell: (word) => void process.stderr.write(word),
  });
}

async function readInput(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new ConfigError("config.unreadable", `${path}: ${messageOf(error)}`, { subject: path });
  }
}
