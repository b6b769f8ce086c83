import type { DisplayAnswer, DisplayRequest, Power } from "./protocol.ts";

/**
 * Brings a display to what the room wants, as a pure machine above a session: an order is never believed, it is verified by
 * asking. People with the remote control have the last word: what they change is told, and not fought.
 */
export interface Steering {
  readonly wanted: { readonly power: boolean | null; readonly input: string | null };
  readonly known: { readonly power: Power | null; readonly input: string | null };
  /** Orders given for the present wish. */
  readonly orders: number;
  /** Until then it may still be on its way, monotonic ms. */
  readonly patientUntilMs: number;
  /** For people; null when all is well. */
  readonly problem: string | null;
}

export type SteeringEvent =
  | { readonly type: "want"; readonly power?: boolean; readonly input?: string }
  | { readonly type: "answered"; readonly request: DisplayRequest; readonly answer: DisplayAnswer }
  | { readonly type: "noticed"; readonly answer: DisplayAnswer }
  | { readonly type: "gaveUp"; readonly request: DisplayRequest; readonly why: string }
  | { readonly type: "time" };

type SteeringEffect =
  | { readonly type: "ask"; readonly request: DisplayRequest }
  | { readonly type: "wake"; readonly atMs: number };

export const firstSteering: Steering = {
  wanted: { power: null, input: null },
  known: { power: null, input: null },
  orders: 0,
  patientUntilMs: 0,
  problem: null,
};

const limits = { orders: 3, settleMs: 40_000, askAgainMs: 2_000 };

type Step = [Steering, SteeringEffect[]];
const ask = (request: DisplayRequest): SteeringEffect => ({ type: "ask", request });

export function stepSteering(state: Steering, event: SteeringEvent, nowMs: number): Step {
  switch (event.type) {
    case "want":
      return want(state, event, nowMs);
    case "answered":
      return answered(state, event.request, event.answer, nowMs);
    case "noticed":
      return [learn(withoutWish(state, event.answer), event.answer), []];
    case "gaveUp":
      return [{ ...state, problem: event.why, known: forget(state, event.request) }, []];
    case "time":
      return isReached(state) ? [state, []] : [state, [ask(nextQuestion(state))]];
  }
}

/** First look, then order: a display that is already there is left alone. */
function want(state: Steering, { power, input }: { power?: boolean; input?: string }, nowMs: number): Step {
  const wanted = { power: power ?? state.wanted.power, input: input ?? state.wanted.input };
  const next = { ...state, wanted, orders: 0, problem: null, patientUntilMs: nowMs + limits.settleMs };
  return [next, [ask(nextQuestion(next))]];
}

function answered(state: Steering, request: DisplayRequest, answer: DisplayAnswer, nowMs: number): Step {
  if (answer.type === "refused" || answer.type === "wrongPartner") return [{ ...state, problem: answer.why }, []];
  // The order was heard. Whether it was carried out is asked, after a moment.
  if (request.type === "setPower" || request.type === "setInput")
    return [state, [{ type: "wake", atMs: nowMs + limits.askAgainMs }]];
  return pursue(learn(state, answer), nowMs);
}

function pursue(state: Steering, nowMs: number): Step {
  if (isReached(state)) return [{ ...state, orders: 0, problem: null }, []];
  if (nowMs > state.patientUntilMs) return [{ ...state, problem: "it was asked to change and does not" }, []];
  const { power } = state.known;
  // On its way: an order would be lost.
  if (power === "warming" || power === "cooling") return [state, [{ type: "wake", atMs: nowMs + limits.askAgainMs }]];
  const order = nextOrder(state);
  if (order === null) return [state, [ask(nextQuestion(state))]];
  if (state.orders >= limits.orders) return [state, [{ type: "wake", atMs: nowMs + limits.askAgainMs }]];
  return [{ ...state, orders: state.orders + 1 }, [ask(order)]];
}

const isOn = (power: Power | null) => power === "on";
const isPowerRight = ({ wanted, known }: Steering) =>
  wanted.power === null ||
  (known.power !== null &&
    isOn(known.power) === wanted.power &&
    known.power !== "cooling" &&
    known.power !== "warming");
/** The input matters only while the display is on. */
const isInputRight = ({ wanted, known }: Steering) =>
  wanted.input === null || !isOn(known.power) || known.input === wanted.input;
const isReached = (state: Steering) => isPowerRight(state) && isInputRight(state);

/** The power, and when that is right the input. Where only an input is wanted, any power that is known is right. */
function nextQuestion(state: Steering): DisplayRequest {
  const { wanted, known } = state;
  const isPowerKnown = wanted.power !== null || (wanted.input !== null && known.power !== null);
  return { type: isPowerKnown && isPowerRight(state) ? "askInput" : "askPower" };
}

function nextOrder(state: Steering): DisplayRequest | null {
  const { wanted, known } = state;
  if (!isPowerRight(state)) return wanted.power === null ? null : { type: "setPower", on: wanted.power };
  if (wanted.input === null || known.input === null) return null;
  return { type: "setInput", input: wanted.input };
}

function learn(state: Steering, answer: DisplayAnswer): Steering {
  if (answer.type === "power") return { ...state, known: { ...state.known, power: answer.power } };
  if (answer.type === "input") return { ...state, known: { ...state.known, input: answer.input } };
  return state;
}

/** Somebody switched it by hand after it was as wanted: the wish is over. */
function withoutWish(state: Steering, answer: DisplayAnswer): Steering {
  if (!isReached(state)) return state;
  if (answer.type === "power") return { ...state, wanted: { ...state.wanted, power: null } };
  if (answer.type === "input") return { ...state, wanted: { ...state.wanted, input: null } };
  return state;
}

const forget = ({ known }: Steering, request: DisplayRequest) =>
  request.type === "askInput" || request.type === "setInput" ? { ...known, input: null } : { ...known, power: null };
