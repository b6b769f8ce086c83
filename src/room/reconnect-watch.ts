import type { ServerProbe } from "../health/server-probe.ts";
import type { Clock } from "../platform/clock.ts";
import { patient } from "../platform/patience.ts";

const checkEveryMs = 50;
/** A server that answered all the time while the binding still reconnects: something local broke. */
const steadyMs = patient(300);
/** A server that came back: its own resume gets a chance first. */
const healedMs = patient(1200);

/**
 * Watches a worker that says it is reconnecting. Its own way back can take many seconds after the server answers again
 * (measured 0.3 to 4 s, on a black-holed network 16 s): when the probe is good and it is still at it, it is given up.
 * @returns how to stop watching
 */
export function watchReconnect(
  { clock, probe }: { clock: Clock; probe: Pick<ServerProbe, "healthySinceMs"> },
  giveUp: (why: string) => void,
): () => void {
  const sinceMs = clock.monotonicMs();
  const stop = clock.every(checkEveryMs, () => {
    const why = reasonToGiveUp(sinceMs, probe.healthySinceMs(), clock.monotonicMs());
    if (why === null) return;
    stop();
    giveUp(why);
  });
  return stop;
}

/** Pure part of the watch. All in monotonic ms. */
export function reasonToGiveUp(
  reconnectingSinceMs: number,
  healthySinceMs: number | null,
  nowMs: number,
): string | null {
  if (healthySinceMs === null) return null;
  const steady = healthySinceMs <= reconnectingSinceMs;
  const waitedMs = nowMs - Math.max(healthySinceMs, reconnectingSinceMs);
  const patienceMs = steady ? steadyMs : healedMs;
  return waitedMs >= patienceMs ? `still reconnecting ${Math.round(waitedMs)} ms after the server answers` : null;
}
