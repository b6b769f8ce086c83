import type { FanOut, Listener, Topic, Topics } from "./fan-out.ts";

/** For one hub process: everybody who listens is here. */
export class InProcessFanOut implements FanOut {
  readonly #listeners = new Map<Topic, Set<Listener<never>>>();

  publish<T extends Topic>(topic: T, message: Topics[T]): void {
    for (const listener of this.#listeners.get(topic) ?? []) (listener as Listener<T>)(message);
  }

  subscribe<T extends Topic>(topic: T, listener: Listener<T>): () => void {
    const own = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, own.add(listener as Listener<never>));
    return () => void own.delete(listener as Listener<never>);
  }

  close(): Promise<void> {
    this.#listeners.clear();
    return Promise.resolve();
  }
}
