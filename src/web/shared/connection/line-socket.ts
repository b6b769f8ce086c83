/** The little of a WebSocket that the link needs; tests play it. */
export interface LineSocket {
  send: (text: string) => void;
  close: () => void;
  onMessage: (run: (text: string) => void) => void;
  /** Also when it never opened. */
  onClose: (run: () => void) => void;
}

export interface Timers {
  /** @returns what stops it */
  after: (ms: number, run: () => void) => () => void;
}

export const windowTimers: Timers = {
  after: (ms, run) => {
    const id = setTimeout(run, ms);
    return () => clearTimeout(id);
  },
};

/** A WebSocket to this page's own host. */
export function openLineSocket(path: string): LineSocket {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url);
  return {
    send: (text) => socket.send(text),
    close: () => socket.close(),
    onMessage: (run) =>
      socket.addEventListener("message", (event) => run(typeof event.data === "string" ? event.data : "")),
    onClose: (run) => socket.addEventListener("close", run),
  };
}
