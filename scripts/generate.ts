import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generatedFiles } from "./generate/files.ts";

/** Writes every generated file anew. */
const root = join(import.meta.dirname, "..");
for (const { file, make } of generatedFiles) {
  const path = join(root, file);
  const now = await readFile(path, "utf8").catch(() => "");
  const made = make(now);
  if (made === now) continue;
  await writeFile(path, made);
  console.log(`written: ${file}`);
}
