import { pino } from "pino";
import { type LoggedLine, logTail } from "./log-tail.ts";
import { redact } from "./redact.ts";

/** A line for IT. `debug` for engineers, `info` for the course of things, `warn` for what may need somebody, `error` for what does. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A log whose lines all carry `fields`. */
  with(fields: LogFields): Log;
}

export type LogLevel = "debug" | "info" | "warn" | "error";

/** A log whose level can be changed, for all that came of it. */
export interface LevelledLog extends Log {
  setLevel(level: LogLevel): void;
}

export type LogFields = Readonly<Record<string, unknown>>;

/**
 * JSON lines on standard error (journald keeps them); standard output stays for answers. Secrets are cut out of every text. The
 * newest lines stay at hand for reports of problems; a child's warnings go to its parent for that.
 */
export function createLog(level: string, fields: LogFields = {}): LevelledLog {
  const written = pino.destination({ dest: 2, sync: true });
  const write = (line: string) => {
    written.write(line);
    logTail.add(line);
    if (process.env.ROOMKEEPER_LOG_TO_PARENT && process.connected && /^\{"level":[4-6]0,/.test(line))
      process.send?.({ logged: line } satisfies LoggedLine);
  };
  const least = { rank: rankOf(level) };
  const sink = pino({ level: "debug", base: fields, timestamp: pino.stdTimeFunctions.isoTime }, { write });
  const setLevel = (next: LogLevel) => {
    least.rank = rankOf(next);
  };
  return { ...wrap(sink, least), setLevel };
}

type Sink = Pick<ReturnType<typeof pino>, "debug" | "info" | "warn" | "error"> & { child(fields: LogFields): Sink };

const ranks: readonly string[] = ["debug", "info", "warn", "error"] satisfies LogLevel[];
const rankOf = (level: string) => Math.max(0, ranks.indexOf(level));

function wrap(sink: Sink, least: { readonly rank: number }): Log {
  const line =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}) => {
      if (rankOf(level) >= least.rank) sink[level](clean(fields), redact(message));
    };
  return {
    debug: line("debug"),
    info: line("info"),
    warn: line("warn"),
    error: line("error"),
    with: (fields) => wrap(sink.child(clean(fields)), least),
  };
}

function clean(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === "string" ? redact(value) : value]),
  );
}

/** For tests and for code that has nobody to tell. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {}, with: () => silentLog };
