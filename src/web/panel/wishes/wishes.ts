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

/** An accepted wish that the state does not show by then gets a sentence instead of an endless ring. */
const confirmMs = 10_000;

/** Wishes under way, by key, from the touch until the state confirms them. */
export class Wishes {
  readonly pending = signal<ReadonlyMap<string, Pending>>(new Map());
  readonly disappointment = signal<Disappointment | null>(null);
  readonly #options: WishesOptions;

  constructor(options: WishesOptions) {
    this.#options = options;
    effect(() => {
      const state = options.room.value;
      if (state === null) return;
      for (const [key, wish] of this.pending.peek()) {
        if (wish.accepted && isConfirmed(wish.intent, wish.before, state)) this.#forget(key, wish);
      }
    });
  }

  /** Makes a wish; while one about the same thing is under way, another tap changes nothing. */
  make(intent: Intent): void {
    const { room, send } = this.#options;
    const before = room.peek();
    const key = keyOf(intent);
    if (before === null || this.pending.peek().has(key)) return;
    const wish: Pending = { intent, before, accepted: false };
    batch(() => {
      this.#keep(key, wish);
      this.disappointment.value = null;
    });
    void send(intent).then((answer) => this.#settle(key, wish, answer));
  }

  /** Somebody has read what went wrong. */
  dismiss(): void {
    this.disappointment.value = null;
  }

  #settle(key: string, wish: Pending, answer: Answer): void {
    if (answer.kind !== "accepted") {
      return this.#disappoint(key, wish, answer.kind, answer.kind === "refused" ? answer.problem : null);
    }
    const { room, timers } = this.#options;
    const state = room.peek();
    if (state !== null && isConfirmed(wish.intent, wish.before, state)) return this.#forget(key, wish);
    const accepted = { ...wish, accepted: true };
    this.#keep(key, accepted);
    timers.after(confirmMs, () => this.#disappoint(key, accepted, "unconfirmed", null));
  }

  /** Nothing when it has come true meanwhile. */
  #disappoint(key: string, wish: Pending, kind: Disappointment["kind"], problem: Problem | null): void {
    if (this.pending.peek().get(key) !== wish) return;
    batch(() => {
      this.#forget(key, wish);
      this.disappointment.value = { intent: wish.intent, kind, problem, atMs: this.#options.nowMs() };
    });
  }

  #keep(key: string, wish: Pending): void {
    this.pending.value = new Map(this.pending.peek()).set(key, wish);
  }

  #forget(key: string, wish: Pending): void {
    if (this.pending.peek().get(key) !== wish) return;
    const rest = new Map(this.pending.peek());
    rest.delete(key);
    this.pending.value = rest;
  }
}
