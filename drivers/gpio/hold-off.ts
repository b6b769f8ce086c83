import type { Clock } from "../../src/driver-contract/index.ts";

/**
 * Somebody who sits still is still there: occupied at the first sign, free only when no sign came for `holdMs`.
 * @param tell called when it changes
 */
export function holdOff(clock: Pick<Clock, "after">, holdMs: number, tell: (occupied: boolean) => void) {
  let occupied: boolean | null = null;
  let cancel = () => {};
  const set = (next: boolean) => {
    if (next !== occupied) tell(next);
    occupied = next;
  };
  return (isSeen: boolean) => {
    cancel();
    if (isSeen) return set(true);
    if (occupied === null) return set(false);
    cancel = clock.after(holdMs, () => set(false));
  };
}
