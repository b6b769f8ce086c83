import type { Intent } from "../../../domain/intent.ts";
import type { RoomState } from "../../../domain/room-state.ts";
import type { PanelDown, Problem } from "../../../protocol/panel.ts";
import type { LineSocket, Timers } from "./line-socket.ts";

/** connecting: never had a state. live: what is shown is true. lost: what is shown was true once. */
export type LinkPhase = "connecting" | "live" | "lost";

/** How a wish fared on its way; `unanswered` when the line broke or nothing came in time. */
export type Answer = { kind: "accepted" } | { kind: "refused"; problem: Problem } | { kind: "unanswered" };

interface LinkOptions {
  open: () => LineSocket;
  timers: Timers;
  /** Milliseconds from 0 to `ms`, so that many panels do not come back in step. */
  jitter: (ms: number) => number;
  onPhase: (phase: LinkPhase) => void;
  onState: (state: RoomState, now: string, version: number) => void;
}

/** The daemon repeats the state every 15 s: a line that is silent for longer is dead. */
const silenceMs = 22_000;
const openingMs = 5_000;
const answerMs = 8_000;
const firstPauseMs = 250;
const longestPauseMs = 5_000;

/** The one line to the daemon: states down, wishes up; it comes back by itself for as long as the page lives. */
export class Link {
  readonly #options: LinkOptions;
  readonly #waiting = new Map<string, (answer: Answer) => void>();
  #phase: LinkPhase = "connecting";
  #socket: LineSocket | null = null;
  #pauseMs = firstPauseMs;
  #stopWatch = () => {};
  #stopPause = () => {};
  #lastId = 0;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#connect();
  }

  /** Sends a wish once. It is never sent again by itself: two joins are worse than one sentence. */
  send(intent: Intent): Promise<Answer> {
    const socket = this.#socket;
    if (socket === null || this.#phase !== "live") return Promise.resolve({ kind: "unanswered" });
    const id = `${++this.#lastId}`;
    return new Promise((resolve) => {
      const stop = this.#options.timers.after(answerMs, () => this.#waiting.get(id)?.({ kind: "unanswered" }));
      this.#waiting.set(id, (answer) => {
        stop();
        this.#waiting.delete(id);
        resolve(answer);
      });
      socket.send(JSON.stringify({ type: "intent", id, intent }));
    });
  }

  /** Tries now instead of at the end of the pause: the page was woken, the network is back. */
  hurry(): void {
    if (this.#socket !== null) return;
    this.#pauseMs = firstPauseMs;
    this.#connect();
  }

  #connect(): void {
    this.#stopPause();
    const line = this.#options.open();
    this.#socket = line;
    this.#watch(openingMs, line);
    line.onMessage((text) => line === this.#socket && this.#receive(text, line));
    line.onClose(() => this.#drop(line));
  }

  #watch(ms: number, line: LineSocket): void {
    this.#stopWatch();
    this.#stopWatch = this.#options.timers.after(ms, () => this.#drop(line));
  }

  #drop(line: LineSocket): void {
    if (line !== this.#socket) return;
    this.#socket = null;
    this.#stopWatch();
    line.close();
    for (const answer of [...this.#waiting.values()]) answer({ kind: "unanswered" });
    if (this.#phase === "live") this.#enter("lost");
    const { timers, jitter } = this.#options;
    this.#stopPause = timers.after(this.#pauseMs / 2 + jitter(this.#pauseMs / 2), () => this.#connect());
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
  }

  #receive(text: string, line: LineSocket): void {
    const message = read(text);
    if (message === null) return this.#drop(line);
    this.#watch(silenceMs, line);
    if (message.type === "state") {
      this.#pauseMs = firstPauseMs;
      this.#options.onState(message.state, message.now, message.version);
      return this.#enter("live");
    }
    const answer = this.#waiting.get(message.id);
    answer?.(message.type === "accepted" ? { kind: "accepted" } : { kind: "refused", problem: message.problem });
  }

  #enter(phase: LinkPhase): void {
    if (phase === this.#phase) return;
    this.#phase = phase;
    this.#options.onPhase(phase);
  }
}

const kinds: readonly string[] = ["state", "accepted", "refused"] satisfies PanelDown["type"][];

/** What came, or null when it is not of this protocol: then a new line, and perhaps a new page, mend it. */
function read(text: string): PanelDown | null {
  try {
    const message = JSON.parse(text) as PanelDown;
    return kinds.includes(message.type) ? message : null;
  } catch {
    return null;
  }
}
