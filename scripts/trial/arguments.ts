import { parseArgs } from "node:util";

export interface TrialArguments {
  /** One JSON line with the addresses on standard output. */
  json: boolean;
  /** Prove the main job and end. */
  check: boolean;
  /** A hub that manages the room, and simulated rooms beside it. */
  hub: boolean;
}

/** Checked before by scripts/try, which installs what they need. */
export function readArguments(argv: string[]): TrialArguments {
  const { values } = parseArgs({
    args: argv,
    options: {
      json: { type: "boolean", default: false },
      check: { type: "boolean", default: false },
      hub: { type: "boolean", default: false },
    },
  });
  return values;
}
