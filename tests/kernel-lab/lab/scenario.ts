import type { Lab } from "./lab.ts";

/** One thing that goes wrong in rooms, tried on the kernel's own drivers. */
export interface Scenario {
  /** For `scripts/lab NAME`. */
  name: string;
  /** What people would see if it broke. */
  symptom: string;
  /** Throws when it broke. */
  run(lab: Lab): Promise<void>;
}
