/** What the host asks the agent in the guest, and what that says: one JSON object a line over TCP. */

export type Order =
  /** A line of shell; the answer comes when it ended. */
  | { order: "run"; command: string; timeoutMs: number }
  /** A program that stays; its output goes to `logFile`. */
  | { order: "start"; name: string; command: string[]; environment: Record<string, string>; logFile: string }
  /** The same for a program of Node's that is spoken to by messages, as `child_process.fork` does. */
  | { order: "fork"; name: string; entry: string; logFile: string }
  | { order: "tell"; name: string; message: object }
  | { order: "signal"; name: string; signal: NodeJS.Signals }
  /** An emulated USB device that listens on the host is put into a port of the virtual host controller. */
  | { order: "plug"; port: number; hostPort: number; deviceId: number; speed: number }
  | { order: "unplug"; port: number };

export type Request = Order & { id: number };

export type Answer =
  | { id: number; result: RunResult | null }
  | { id: number; error: string }
  /** A started program ended. */
  | { ended: string; how: string }
  | { from: string; message: unknown }
  | { hello: true; kernel: string; uptimeMs: number };

export interface RunResult {
  exitCode: number | null;
  /** Standard output and error. */
  output: string;
}

/** Calls `each` with every line of a stream of bytes. */
export function lineReader(each: (line: string) => void): (bytes: Buffer) => void {
  let rest = "";
  return (bytes) => {
    const lines = (rest + bytes.toString()).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) each(line);
  };
}
