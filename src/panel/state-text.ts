import type { Clock } from "../platform/clock.ts";
import type { RoomPort } from "./ports.ts";

/** The state as JSON, made once a version however many pages read it. */
export class StateText {
  readonly #room: RoomPort;
  #made: { version: number; text: string } | null = null;

  constructor(room: RoomPort) {
    this.#room = room;
  }

  /** The RoomState alone. */
  current(): { version: number; text: string } {
    const { version, state } = this.#room.state();
    if (this.#made?.version !== version) this.#made = { version, text: JSON.stringify(state) };
    return this.#made;
  }

  /** The socket's message (PanelDown), with the daemon's clock as it is now. */
  message(clock: Clock): string {
    const { version, text } = this.current();
    const now = new Date(clock.now()).toISOString();
    return `{"type":"state","version":${version},"now":"${now}","state":${text}}`;
  }
}
