import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Names of the scenarios and what they guard against, for `scripts/lab --list`. Their sources are read as text: importing them takes
 * all npm packages.
 */
const folder = join(import.meta.dirname, "scenarios");
const scenario = /: Scenario = \{\s+name: "(?<name>[^"]+)",\s+symptom:\s+"(?<symptom>[^"]+)",/g;

for (const file of readdirSync(folder).sort())
  for (const { groups } of readFileSync(join(folder, file), "utf8").matchAll(scenario))
    console.log(`${groups?.name?.padEnd(28)} ${groups?.symptom}`);
