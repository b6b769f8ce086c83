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

export interface Link {
  /** Sends a wish once. It is never sent again by itself: two joins are worse than one sentence. */
  send: (intent: Intent) => Promise<Answer>;
  /** Tries now instead of at the end of the pause: the page was woken, the network is back. */
  hurry: () => void;
}

/** The daemon repeats the state every 15 s: a line that is silent for longer is dead. */
const silenceMs = 22_000;
const openingMs = 5_000;
const answerMs = 8_000;
const firstPauseMs = 250;
const longestPauseMs = 5_000;

/** The one line to the daemon: states down, wishes up; it comes back by itself for as long as the page lives. */
export function openLink(options: LinkOptions): Link {
  const { timers } = options;
  const waiting = new Map<string, (answer: Answer) => void>();
  let phase: LinkPhase = "connecting";
  let socket: LineSocket | null = null;
  let pauseMs = firstPauseMs;
  let stopWatch = () => {};
  let stopPause = () => {};
  let nextId = 0;

  const enter = (next: LinkPhase) => {
    if (next === phase) return;
    phase = next;
    options.onPhase(next);
  };

  const watch = (ms: number, line: LineSocket) => {
    stopWatch();
    stopWatch = timers.after(ms, () => drop(line));
  };

  const connect = () => {
    stopPause();
    const line = options.open();
    socket = line;
    watch(openingMs, line);
    line.onMessage((text) => line === socket && receive(text, line));
    line.onClose(() => drop(line));
  };

  const drop = (line: LineSocket) => {
    if (line !== socket) return;
    socket = null;
    stopWatch();
    line.close();
    for (const answer of waiting.values()) answer({ kind: "unanswered" });
    waiting.clear();
    if (phase === "live") enter("lost");
    stopPause = timers.after(pauseMs / 2 + options.jitter(pauseMs / 2), connect);
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  };

  const receive = (text: string, line: LineSocket) => {
    const message = read(text);
    if (message === null) return drop(line);
    watch(silenceMs, line);
    if (message.type === "state") {
      pauseMs = firstPauseMs;
      options.onState(message.state, message.now, message.version);
      enter("live");
      return;
    }
    const answer = waiting.get(message.id);
    waiting.delete(message.id);
    answer?.(message.type === "accepted" ? { kind: "accepted" } : { kind: "refused", problem: message.problem });
  };

  const send = (intent: Intent) =>
    new Promise<Answer>((resolve) => {
      if (socket === null || phase !== "live") return resolve({ kind: "unanswered" });
      const id = `${++nextId}`;
      const stop = timers.after(answerMs, () => waiting.get(id)?.({ kind: "unanswered" }));
      waiting.set(id, (answer) => {
        stop();
        waiting.delete(id);
        resolve(answer);
      });
      socket.send(JSON.stringify({ type: "intent", id, intent }));
    });

  const hurry = () => {
    if (socket !== null) return;
    pauseMs = firstPauseMs;
    connect();
  };

  connect();
  return { send, hurry };
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
