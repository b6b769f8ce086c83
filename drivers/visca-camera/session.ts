import { type ViscaReply, visca } from "./messages.ts";

/**
 * One conversation with a camera, as a pure machine. Orders wait for the camera's acceptance, questions for their answer, one at
 * a time. Moving is different: the newest movement replaces one that still waits, and a stop goes before everything and is
 * repeated until the camera has taken it.
 */
export interface ViscaSession {
  readonly queue: readonly Request[];
  readonly waiting: Waiting | null;
  /** Sockets of orders that were accepted and are being carried out. */
  readonly sockets: readonly number[];
}

export interface Request {
  readonly kind: "order" | "question" | "drive" | "stop";
  readonly bytes: Uint8Array;
  /** Comes back with the outcome. */
  readonly name: string;
}

interface Waiting {
  readonly request: Request;
  readonly attempt: number;
  readonly untilMs: number;
}

export type ViscaEvent =
  | { readonly type: "request"; readonly request: Request }
  | { readonly type: "reply"; readonly reply: ViscaReply }
  | { readonly type: "time" };

export type ViscaEffect =
  | { readonly type: "send"; readonly bytes: Uint8Array }
  | { readonly type: "wake"; readonly atMs: number }
  | { readonly type: "done"; readonly name: string }
  | { readonly type: "answered"; readonly name: string; readonly data: Uint8Array }
  | { readonly type: "failed"; readonly name: string; readonly why: string }
  /** Nothing is wrong with us, but IT may want to know. */
  | { readonly type: "odd"; readonly what: string };

export const firstViscaSession: ViscaSession = { queue: [], waiting: null, sockets: [] };

export const stopRequest: Request = { kind: "stop", bytes: visca.stop, name: "stop" };

const replyMs = 500;
const busyMs = 200;
const attempts = { order: 2, question: 2, drive: 1, stop: 10 } as const;

type Step = [ViscaSession, ViscaEffect[]];

export function stepVisca(session: ViscaSession, event: ViscaEvent, nowMs: number): Step {
  const [next, effects] =
    event.type === "request"
      ? enqueue(session, event.request)
      : event.type === "reply"
        ? hear(session, event.reply, nowMs)
        : wake(session, nowMs);
  const [sent, more] = sendNext(next, nowMs);
  return [sent, [...effects, ...more]];
}

function enqueue(session: ViscaSession, request: Request): Step {
  const { queue, waiting } = session;
  if (request.kind === "drive")
    return [{ ...session, queue: [...queue.filter((one) => one.kind !== "drive"), request] }, []];
  if (request.kind !== "stop") return [{ ...session, queue: [...queue, request] }, []];
  // At once, before an answer that may never come.
  const others = queue.filter((one) => one.kind !== "drive" && one.kind !== "stop");
  const interrupted = waiting !== null && (waiting.request.kind === "order" || waiting.request.kind === "question");
  return [{ ...session, waiting: null, queue: [request, ...(interrupted ? [waiting.request] : []), ...others] }, []];
}

function hear(session: ViscaSession, reply: ViscaReply, nowMs: number): Step {
  // The end of an order that was accepted earlier; it says nothing about what waits now.
  if (reply.type === "completed" && session.sockets.includes(reply.socket))
    return [{ ...session, sockets: session.sockets.filter((socket) => socket !== reply.socket) }, []];
  const { waiting } = session;
  if (waiting === null)
    return [session, reply.type === "completed" ? [odd("a completion of nothing that is under way")] : []];
  const { request } = waiting;
  const sockets = reply.type === "accepted" ? [...new Set([...session.sockets, reply.socket])] : session.sockets;
  const over = { ...session, waiting: null, sockets };
  if (reply.type === "error")
    return reply.retry === "later" ? again(session, nowMs, reply.why, busyMs) : [over, [failed(request, reply.why)]];
  if (request.kind === "question") {
    if (reply.type === "answer") return [over, [{ type: "answered", name: request.name, data: reply.data }]];
    // Not an answer: no data must not become a position of zero.
    if (reply.type === "completed") return [over, [failed(request, "it answered without a value")]];
    return [session, []];
  }
  if (reply.type === "answer") return [session, [odd("an answer to no question")]];
  return [over, [{ type: "done", name: request.name }]];
}

const odd = (what: string): ViscaEffect => ({ type: "odd", what });
const failed = (request: Request, why: string): ViscaEffect => ({ type: "failed", name: request.name, why });

function wake(session: ViscaSession, nowMs: number): Step {
  const { waiting } = session;
  if (waiting === null) return [session, []];
  // Timers come a fraction of a millisecond early now and then: nothing else would wake us again.
  if (nowMs < waiting.untilMs) return [session, [{ type: "wake", atMs: waiting.untilMs }]];
  return again(session, nowMs, "it does not answer", 0);
}

/** @param pauseMs before it is sent again */
function again(session: ViscaSession, nowMs: number, why: string, pauseMs: number): Step {
  const { waiting } = session;
  if (waiting === null) return [session, []];
  const { request, attempt } = waiting;
  if (attempt >= attempts[request.kind]) return [{ ...session, waiting: null }, [failed(request, why)]];
  if (pauseMs > 0 && nowMs < waiting.untilMs)
    // The pause is what remains of its time, at most.
    return [
      { ...session, waiting: { request, attempt, untilMs: Math.min(waiting.untilMs, nowMs + pauseMs) } },
      [{ type: "wake", atMs: Math.min(waiting.untilMs, nowMs + pauseMs) }],
    ];
  const untilMs = nowMs + replyMs;
  return [
    { ...session, waiting: { request, attempt: attempt + 1, untilMs } },
    [
      { type: "send", bytes: request.bytes },
      { type: "wake", atMs: untilMs },
    ],
  ];
}

function sendNext(session: ViscaSession, nowMs: number): Step {
  const [request, ...queue] = session.queue;
  if (session.waiting !== null || request === undefined) return [session, []];
  const untilMs = nowMs + replyMs;
  return [
    { ...session, queue, waiting: { request, attempt: 1, untilMs } },
    [
      { type: "send", bytes: request.bytes },
      { type: "wake", atMs: untilMs },
    ],
  ];
}
