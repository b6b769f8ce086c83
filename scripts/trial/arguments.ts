import { parseArgs } from "node:util";

export interface TrialArguments {
  /** One JSON line with the addresses on standard output. */
  json: boolean;
  /** Prove the main job and end. */
  check: boolean;
}

/** Checked before by scripts/try, which installs what they need. */
export function readArguments(argv: string[]): TrialArguments {
  const { values } = parseArgs({
    args: argv,
    options: { json: { type: "boolean", default: false }, check: { type: "boolean", default: false } },
  });
  return values;
}
