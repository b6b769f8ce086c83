import type { RoomState } from "../domain/room-state.ts";
import { emptyModel, type RoomModel } from "./model.ts";
import type { Observation } from "./observation.ts";
import { reduce } from "./reducer.ts";
import { type ViewContext, viewOf } from "./view.ts";

export interface RoomPorts {
  nowMs: () => number;
  view: Omit<ViewContext, "nowMs">;
}

/** Keeps the model, shows the state, tells who listens. Everything that is seen comes through `observe`. */
export class Room {
  readonly #ports: RoomPorts;
  readonly #listeners = new Set<() => void>();
  #model: RoomModel = emptyModel;
  #state: RoomState;
  #json: string;
  #version = 1;

  constructor(ports: RoomPorts) {
    this.#ports = ports;
    this.#state = this.#view();
    this.#json = JSON.stringify(this.#state);
  }

  get model(): RoomModel {
    return this.#model;
  }

  /** The state as pages see it; `version` grows with each change. */
  current(): { version: number; state: RoomState } {
    return { version: this.#version, state: this.#state };
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  observe(observation: Observation): void {
    this.#model = reduce(this.#model, observation, this.#ports.nowMs());
    const state = this.#view();
    const json = JSON.stringify(state);
    if (json === this.#json) return;
    this.#state = state;
    this.#json = json;
    this.#version++;
    for (const listener of this.#listeners) listener();
  }

  #view(): RoomState {
    return viewOf(this.#model, { ...this.#ports.view, nowMs: this.#ports.nowMs() });
  }
}
