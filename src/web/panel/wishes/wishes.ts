import { batch, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Intent } from "../../../domain/intent.ts";
import type { RoomState } from "../../../domain/room-state.ts";
import type { Problem } from "../../../protocol/panel.ts";
import type { Timers } from "../../shared/connection/line-socket.ts";
import type { Answer } from "../../shared/connection/link.ts";
import { isConfirmed, keyOf } from "./confirmed.ts";

/** A wish that was not fulfilled: refused with a problem, without an answer, or accepted and yet never seen to come. */
export interface Disappointment {
  intent: Intent;
  kind: "refused" | "unanswered" | "unconfirmed";
  problem: Problem | null;
  /** Room time in milliseconds. */
  atMs: number;
}

interface Pending {
  intent: Intent;
  before: RoomState;
  accepted: boolean;
}

interface WishesOptions {
  room: ReadonlySignal<RoomState | null>;
  send: (intent: Intent) => Promise<Answer>;
  timers: Timers;
  nowMs: () => number;
}

export type Wishes = ReturnType<typeof createWishes>;

/** An accepted wish that the state does not show by then gets a sentence instead of an endless ring. */
const confirmMs = 10_000;

/** Wishes under way, by key, from the touch until the state confirms them. */
export function createWishes({ room, send, timers, nowMs }: WishesOptions) {
  const pending = signal<ReadonlyMap<string, Pending>>(new Map());
  const disappointment = signal<Disappointment | null>(null);

  const forget = (key: string, only?: Pending) => {
    if (only !== undefined && pending.peek().get(key) !== only) return;
    const rest = new Map(pending.peek());
    if (rest.delete(key)) pending.value = rest;
  };

  const disappoint = (intent: Intent, kind: Disappointment["kind"], problem: Problem | null) => {
    disappointment.value = { intent, kind, problem, atMs: nowMs() };
  };

  const settle = (key: string, wish: Pending, answer: Answer) => {
    if (pending.peek().get(key) !== wish) return;
    if (answer.kind !== "accepted") {
      return batch(() => {
        forget(key, wish);
        disappoint(wish.intent, answer.kind, answer.kind === "refused" ? answer.problem : null);
      });
    }
    const state = room.peek();
    if (state !== null && isConfirmed(wish.intent, wish.before, state)) return forget(key, wish);
    pending.value = new Map(pending.peek()).set(key, { ...wish, accepted: true });
    const accepted = pending.peek().get(key);
    timers.after(confirmMs, () => {
      if (accepted === undefined || pending.peek().get(key) !== accepted) return;
      batch(() => {
        forget(key, accepted);
        disappoint(wish.intent, "unconfirmed", null);
      });
    });
  };

  /** Makes a wish; while one about the same thing is under way, another tap changes nothing. */
  const wish = (intent: Intent): void => {
    const before = room.peek();
    const key = keyOf(intent);
    if (before === null || pending.peek().has(key)) return;
    const made: Pending = { intent, before, accepted: false };
    batch(() => {
      pending.value = new Map(pending.peek()).set(key, made);
      disappointment.value = null;
    });
    void send(intent).then((answer) => settle(key, made, answer));
  };

  effect(() => {
    const state = room.value;
    if (state === null) return;
    for (const [key, { intent, before, accepted }] of pending.peek()) {
      if (accepted && isConfirmed(intent, before, state)) forget(key);
    }
  });

  const dismiss = () => {
    disappointment.value = null;
  };

  return { pending, disappointment, wish, dismiss };
}
