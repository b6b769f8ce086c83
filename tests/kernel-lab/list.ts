import { scenarios } from "./scenarios/catalog.ts";

/** Names of the scenarios and what they guard against, for `scripts/lab --list`. */
for (const { name, symptom } of scenarios) console.log(`${name.padEnd(28)} ${symptom}`);
