import type { DevicePhase, DeviceProblem } from "../domain/device.ts";
import type { Retry } from "../domain/error-codes.ts";

/**
 * The life of one plugged device, as a pure machine: it proposes effects and does nothing itself.
 *
 *   claimed → opening → ready ⇄ active
 *                ↑         ↓
 *             (backoff) faulted          unplugged, from anywhere → gone
 *
 * What always holds: no `open` before the last one was closed; nothing but `close` and `forget` once gone; exactly one
 * `forget`, the last effect of all.
 */
export interface Life {
  readonly phase: DevicePhase;
  /** What the driver holds of the device. */
  readonly hold: "nothing" | "opening" | "open" | "closing";
  readonly active: boolean;
  /** Openings in a row that did not last. */
  readonly attempts: number;
  readonly problem: DeviceProblem | null;
  readonly retry: Retry;
}

export type LifeEvent =
  | { type: "start" }
  | { type: "opened" }
  /** It was open for long enough to believe in it. */
  | { type: "settled" }
  | { type: "failed"; problem: DeviceProblem; retry: Retry }
  | { type: "closed" }
  | { type: "retryDue" }
  | { type: "activity"; active: boolean }
  | { type: "reset"; problem: DeviceProblem }
  /** Also when the driver is switched off or another one has the better claim. */
  | { type: "unplugged" };

export type LifeEffect =
  | { type: "open" }
  | { type: "close" }
  /** attempt 0 is the first retry. */
  | { type: "retryLater"; attempt: number }
  | { type: "retryNow" }
  | { type: "forget" };

export type LifeStep = readonly [Life, readonly LifeEffect[]];

export const firstLife: Life = {
  phase: "claimed",
  hold: "nothing",
  active: false,
  attempts: 0,
  problem: null,
  retry: "later",
};

export function step(life: Life, event: LifeEvent): LifeStep {
  if (life.phase === "gone") return afterGone(life, event);
  switch (event.type) {
    case "start":
      return life.phase === "claimed" ? opening(life) : same(life);
    case "opened":
      return life.hold === "opening"
        ? [{ ...life, hold: "open", phase: life.active ? "active" : "ready", problem: null }, []]
        : same(life);
    case "settled":
      return life.hold === "open" ? [{ ...life, attempts: 0 }, []] : same(life);
    case "failed":
      return faulted(life, event.problem, event.retry);
    case "closed":
      return closed(life);
    case "retryDue":
      return waiting(life) ? opening(life) : same(life);
    case "activity":
      return [{ ...life, active: event.active, phase: phaseWith(life, event.active) }, []];
    case "reset":
      return waiting(life) ? [{ ...life, retry: "now" }, [{ type: "retryNow" }]] : faulted(life, event.problem, "now");
    case "unplugged":
      return unplugged(life);
  }
}

const same = (life: Life): LifeStep => [life, []];
const waiting = (life: Life) => life.phase === "faulted" && life.hold === "nothing";

function phaseWith(life: Life, active: boolean): DevicePhase {
  if (life.hold !== "open") return life.phase;
  return active ? "active" : "ready";
}

function opening(life: Life): LifeStep {
  return [{ ...life, phase: "opening", hold: "opening" }, [{ type: "open" }]];
}

function faulted(life: Life, problem: DeviceProblem, retry: Retry): LifeStep {
  if (life.hold !== "opening" && life.hold !== "open") return same(life);
  return [{ ...life, phase: "faulted", hold: "closing", problem, retry }, [{ type: "close" }]];
}

function closed(life: Life): LifeStep {
  if (life.hold !== "closing") return same(life);
  const next: Life = { ...life, hold: "nothing", attempts: life.attempts + 1 };
  if (life.retry === "never") return [next, []];
  // "now" is meant once: a device that needs it again and again waits like the others.
  const soon = life.retry === "now" && life.attempts === 0;
  return [next, [soon ? { type: "retryNow" } : { type: "retryLater", attempt: life.attempts }]];
}

function unplugged(life: Life): LifeStep {
  const gone: Life = { ...life, phase: "gone", active: false };
  if (life.hold === "nothing") return [gone, [{ type: "forget" }]];
  if (life.hold === "closing") return [gone, []];
  return [{ ...gone, hold: "closing" }, [{ type: "close" }]];
}

function afterGone(life: Life, event: LifeEvent): LifeStep {
  if (event.type !== "closed" || life.hold !== "closing") return same(life);
  return [{ ...life, hold: "nothing" }, [{ type: "forget" }]];
}
