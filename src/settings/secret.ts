import { readFile } from "node:fs/promises";
import { ConfigError, messageOf } from "../domain/errors.ts";

/**
 * Reads a secret when it is needed, so that a renewed file counts at once. It never enters settings, logs or states.
 * @throws ConfigError config.secret, naming the file
 */
export async function readSecret(file: string): Promise<string> {
  let text: string;
  try {
    text = (await readFile(file, "utf8")).trim();
  } catch (error) {
    throw new ConfigError("config.secret", `the secret's file ${file} cannot be read: ${messageOf(error)}`, {
      subject: file,
    });
  }
  if (text === "") throw new ConfigError("config.secret", `the secret's file ${file} is empty`, { subject: file });
  return text;
}
