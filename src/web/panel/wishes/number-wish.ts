import { useEffect, useRef, useState } from "preact/hooks";
import type { Intent } from "../../../domain/intent.ts";
import { keyOf } from "./confirmed.ts";
import { wishes } from "./index.ts";

/**
 * For what a finger slides: while it moves, its place is shown, then what the room says. One wish at a time is on its way; of what
 * is wished meanwhile only the last counts.
 * @param confirmed what the room says
 */
export function useNumberWish(confirmed: number, wishFor: (value: number) => Intent) {
  const [wanted, setWanted] = useState<number | null>(null);
  const sent = useRef<number | null>(null);
  const busy = wishes.pending.value.has(keyOf(wishFor(confirmed)));
  useEffect(() => {
    if (wanted === null || busy) return;
    if (wanted === confirmed || wanted === sent.current) {
      sent.current = null;
      setWanted(null);
      return;
    }
    sent.current = wanted;
    wishes.make(wishFor(wanted));
  }, [wanted, busy, confirmed]);
  return { shown: wanted ?? confirmed, set: setWanted };
}
