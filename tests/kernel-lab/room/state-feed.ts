import WebSocket from "ws";
import { RoomkeeperError } from "../../../src/domain/errors.ts";
import type { Intent } from "../../../src/domain/intent.ts";
import type { RoomState } from "../../../src/domain/room-state.ts";
import type { PanelDown, PanelUp } from "../../../src/protocol/panel.ts";

type Listener = (state: RoomState) => void;

/** What a panel does: sees the room's states as they come, and wishes. */
export class StateFeed {
  readonly #socket: WebSocket;
  readonly #listeners = new Set<Listener>();
  readonly #asked = new Map<string, (refusal: string | null) => void>();
  #state: RoomState | null = null;
  #wishes = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (data) => {
      const message = JSON.parse(String(data)) as PanelDown;
      if (message.type === "state") return this.#show(message.state);
      this.#asked.get(message.id)?.(message.type === "refused" ? message.problem.detail : null);
      this.#asked.delete(message.id);
    });
    socket.on("error", () => undefined);
  }

  static async open(port: number): Promise<StateFeed> {
    const feed = new StateFeed(new WebSocket(`ws://127.0.0.1:${port}/api/socket`));
    await feed.until("the first state", () => true, 20_000);
    return feed;
  }

  #show(state: RoomState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }

  /** @throws RoomkeeperError with the room's answer when it refuses */
  async wish(intent: Intent): Promise<void> {
    const id = `wish-${++this.#wishes}`;
    const refusal = await new Promise<string | null>((resolve) => {
      this.#asked.set(id, resolve);
      this.#socket.send(JSON.stringify({ type: "intent", id, intent } satisfies PanelUp));
    });
    if (refusal !== null) throw new RoomkeeperError("intent.impossible", `${intent.type}: ${refusal}`);
  }

  /** The newest. */
  get state(): RoomState {
    if (this.#state === null) throw new RoomkeeperError("process.timeout", "the room has told no state yet");
    return this.#state;
  }

  /** Waits for a state that fits. @returns when it came, performance.now() @throws RoomkeeperError with the last state */
  until(what: string, fits: (state: RoomState) => boolean, withinMs: number): Promise<number> {
    if (this.#state !== null && fits(this.#state)) return Promise.resolve(performance.now());
    return new Promise((resolve, reject) => {
      const done = (settle: () => void) => {
        clearTimeout(timer);
        this.#listeners.delete(listener);
        settle();
      };
      const listener: Listener = (state) => {
        if (fits(state)) done(() => resolve(performance.now()));
      };
      const timer = setTimeout(() => {
        const last = JSON.stringify(shortOf(this.#state));
        const message = `the room's state within ${withinMs / 1000} s: ${what} did not come; the last one: ${last}`;
        done(() => reject(new RoomkeeperError("process.timeout", message)));
      }, withinMs);
      this.#listeners.add(listener);
    });
  }

  close(): void {
    this.#socket.terminate();
  }
}

/** What a scenario that failed wants to know. */
const shortOf = (state: RoomState | null) =>
  state && { meeting: state.meeting, lastMeeting: state.lastMeeting, devices: state.devices, faults: state.faults };
