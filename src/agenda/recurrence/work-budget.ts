import { Unreadable } from "../ics/unreadable.ts";

/** Bounds what one rule, event or calendar may cost, in steps and not in time: the same file always gets the same answer. */
export class WorkBudget {
  #left: number;
  readonly #parent: WorkBudget | null;

  constructor(steps: number, parent: WorkBudget | null = null) {
    this.#left = steps;
    this.#parent = parent;
  }

  /** @throws Unreadable when nothing is left */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new Unreadable("working out its occurrences takes too long; it is left out");
    this.#parent?.spend(steps);
  }
}
