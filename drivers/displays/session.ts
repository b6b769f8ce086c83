import { type DisplayAnswer, type DisplayProtocol, type DisplayRequest, isOrder, subjectOf } from "./protocol.ts";

/**
 * One conversation with a display, as a pure machine: one request at a time, each answered, given up, or tried again a
 * limited number of times. It proposes what to send and when to look again; it opens nothing.
 */
export interface Session {
  readonly queue: readonly DisplayRequest[];
  readonly waiting: Waiting | null;
  /** Nothing is sent before this, monotonic ms. */
  readonly quietUntilMs: number;
  readonly rest: Uint8Array;
  readonly everHeard: boolean;
}

interface Waiting {
  readonly request: DisplayRequest;
  readonly attempt: number;
  /** null: to be sent (again) when it may be. */
  readonly sentAtMs: number | null;
}

export type SessionEvent =
  | { readonly type: "ask"; readonly request: DisplayRequest }
  | { readonly type: "bytes"; readonly bytes: Uint8Array }
  /** A time that was asked for has come; a late or needless one does no harm. */
  | { readonly type: "time" };

export type SessionEffect =
  | { readonly type: "send"; readonly bytes: Uint8Array }
  /** Come back with `time` at this moment. */
  | { readonly type: "wake"; readonly atMs: number }
  | { readonly type: "answered"; readonly request: DisplayRequest; readonly answer: DisplayAnswer }
  /** Told without being asked: somebody used the remote control. */
  | { readonly type: "noticed"; readonly answer: DisplayAnswer }
  | { readonly type: "gaveUp"; readonly request: DisplayRequest; readonly why: string };

const attempts = 3;
/** A set that refuses is often starting; asked again at once it refuses again. */
const refusedMs = 3_000;

export const firstSession: Session = {
  queue: [],
  waiting: null,
  quietUntilMs: 0,
  rest: new Uint8Array(),
  everHeard: false,
};

type Step = [Session, SessionEffect[]];

export function stepSession(protocol: DisplayProtocol, session: Session, event: SessionEvent, nowMs: number): Step {
  const [next, effects] = take(protocol, session, event, nowMs);
  const [sent, more] = sendNext(protocol, next, nowMs);
  return [sent, [...effects, ...more]];
}

function take(protocol: DisplayProtocol, session: Session, event: SessionEvent, nowMs: number): Step {
  if (event.type === "ask") return enqueue(protocol, session, event.request);
  if (event.type === "bytes") return hear(protocol, session, event.bytes, nowMs);
  const { waiting } = session;
  if (waiting?.sentAtMs == null || nowMs < waiting.sentAtMs + protocol.answerMs) return [session, []];
  // Half a message that never went on must not spoil the next one.
  return again(protocol, { ...session, rest: new Uint8Array() }, nowMs, silence(protocol, session));
}

/** A question that is already to be asked is not asked twice; an order replaces an older one of its kind. */
function enqueue(protocol: DisplayProtocol, session: Session, request: DisplayRequest): Step {
  if (protocol.encode(request) === null)
    return [session, [{ type: "gaveUp", request, why: `${protocol.title} has no such request` }]];
  const others = session.queue.filter((one) => one.type !== request.type);
  return [{ ...session, queue: [...others, request] }, []];
}

function hear(protocol: DisplayProtocol, session: Session, bytes: Uint8Array, nowMs: number): Step {
  const joined = new Uint8Array([...session.rest, ...bytes]);
  const isAwaited = session.waiting?.sentAtMs != null;
  const decoded = protocol.decode(joined, isAwaited ? (session.waiting?.request ?? null) : null);
  let state: Session = { ...session, rest: decoded.rest };
  const effects: SessionEffect[] = [];
  for (const answer of decoded.answers) {
    const [next, more] = understand(protocol, state, answer, nowMs);
    state = next;
    effects.push(...more);
  }
  return [state, effects];
}

function understand(protocol: DisplayProtocol, session: Session, answer: DisplayAnswer, nowMs: number): Step {
  // Noise on the line: the answer may still come.
  if (answer.type === "garbled") return [session, []];
  const heard: Session = { ...session, everHeard: true };
  const { waiting } = heard;
  if ("asked" in answer && !answer.asked) return [heard, [{ type: "noticed", answer }]];
  if (waiting === null || waiting.sentAtMs === null)
    return [heard, "asked" in answer ? [{ type: "noticed", answer }] : []];
  // The answer to something else (late, or to another controller): news, but not what was asked. A value is no taken order.
  const ordered = isOrder(waiting.request);
  if ("asked" in answer && (ordered || answer.type !== subjectOf(waiting.request)))
    return [heard, [{ type: "noticed", answer }]];
  // An order that was taken late says nothing about a question.
  if (answer.type === "done" && !ordered) return [heard, []];
  if (answer.type === "refused" && answer.retry === "later")
    return again(protocol, { ...heard, quietUntilMs: nowMs + refusedMs }, nowMs, answer.why);
  const quietMs = waiting.request.type === "setPower" ? protocol.afterPowerMs : protocol.gapMs;
  return [
    { ...heard, waiting: null, quietUntilMs: nowMs + quietMs },
    [{ type: "answered", request: waiting.request, answer }],
  ];
}

/** Tries the waiting request again, or gives it up. */
function again(protocol: DisplayProtocol, session: Session, nowMs: number, why: string): Step {
  const { waiting } = session;
  if (waiting === null) return [session, []];
  const quietUntilMs = Math.max(session.quietUntilMs, nowMs + protocol.gapMs);
  if (waiting.attempt >= attempts)
    return [{ ...session, waiting: null, quietUntilMs }, [{ type: "gaveUp", request: waiting.request, why }]];
  const retry = { ...waiting, attempt: waiting.attempt + 1, sentAtMs: null };
  return [{ ...session, waiting: retry, quietUntilMs }, []];
}

function silence(protocol: DisplayProtocol, session: Session): string {
  return session.everHeard ? "it does not answer" : `it never answered: ${protocol.silenceHint}`;
}

function sendNext(protocol: DisplayProtocol, session: Session, nowMs: number): Step {
  const { waiting, queue } = session;
  if (waiting?.sentAtMs != null) return [session, [{ type: "wake", atMs: waiting.sentAtMs + protocol.answerMs }]];
  const [first, ...others] = queue;
  const next = waiting ?? (first === undefined ? null : { request: first, attempt: 1, sentAtMs: null });
  if (next === null) return [session, []];
  if (nowMs < session.quietUntilMs) return [session, [{ type: "wake", atMs: session.quietUntilMs }]];
  const bytes = protocol.encode(next.request);
  if (bytes === null) return [{ ...session, queue: others }, []];
  return [
    { ...session, queue: waiting === null ? others : queue, waiting: { ...next, sentAtMs: nowMs } },
    [
      { type: "send", bytes },
      { type: "wake", atMs: nowMs + protocol.answerMs },
    ],
  ];
}
