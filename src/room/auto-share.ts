/**
 * Sharing by the cable, as a pure machine for one HDMI input: a picture that is there for 2 s is shared, one that is gone for
 * 3 s is not any more. Who stops the share by hand has the last word until the cable is plugged anew.
 */
export interface AutoShare {
  /** Monotonic ms since when the signal is there without a break; null while it is not. */
  readonly signalSinceMs: number | null;
  /** Since when it is gone; null while it is there, and when nothing was plugged. */
  readonly lostSinceMs: number | null;
  /** Stopped by hand: not before the next plugging. */
  readonly stopped: boolean;
  readonly wasSharing: boolean;
}

export interface AutoShareFacts {
  /** null: the hardware cannot tell at this moment. */
  readonly signal: boolean | null;
  /** The meeting that the room is in, null without one. */
  readonly meetingId: string | null;
  /** This input is shared now. */
  readonly sharing: boolean;
  /** Another one is shared: people chose it. */
  readonly otherShared: boolean;
}

export type AutoShareAction = "start" | "stop" | null;

export const unplugged: AutoShare = { signalSinceMs: null, lostSinceMs: null, stopped: false, wasSharing: false };

const stableMs = 2_000;
const lostMs = 3_000;

export function stepAutoShare(state: AutoShare, facts: AutoShareFacts, nowMs: number): [AutoShare, AutoShareAction] {
  const { signal, meetingId, sharing, otherShared } = facts;
  const seen = look(state, signal, nowMs);
  const isPlugged = seen.signalSinceMs !== null || seen.lostSinceMs !== null;
  // It was shared, the cable is in, the meeting goes on: somebody stopped it.
  const stoppedNow = state.wasSharing && !sharing && meetingId !== null && isPlugged;
  const next = { ...seen, stopped: seen.stopped || stoppedNow, wasSharing: sharing };
  if (sharing) return [next, isPlugged || signal === null ? null : "stop"];
  const isStable = next.signalSinceMs !== null && nowMs - next.signalSinceMs >= stableMs;
  return [next, isStable && meetingId !== null && !otherShared && !next.stopped ? "start" : null];
}

function look(state: AutoShare, signal: boolean | null, nowMs: number): AutoShare {
  if (signal === null) return state;
  if (signal) return { ...state, signalSinceMs: state.signalSinceMs ?? nowMs, lostSinceMs: null };
  const wasThere = state.signalSinceMs !== null;
  const lostSinceMs = wasThere ? nowMs : state.lostSinceMs;
  // Gone for good: what comes next is another plugging.
  if (lostSinceMs === null || nowMs - lostSinceMs >= lostMs) return { ...unplugged, wasSharing: state.wasSharing };
  return { ...state, signalSinceMs: null, lostSinceMs };
}
