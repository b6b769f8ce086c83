import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { ask, type Method, type Problem } from "./ask.ts";

export type Loaded<T> =
  | { kind: "loading"; value: null }
  | { kind: "ready"; value: T }
  /** What was there before stays to be shown. */
  | { kind: "failed"; value: T | null; problem: Problem };

/**
 * What the hub answers to a GET, asked again when the path changes. While it is asked again, the former answer stays.
 * @param path null: nothing is asked yet
 * @returns the answer, and how to ask again
 */
export function useHub<T>(path: string | null): [Loaded<T>, () => void] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ kind: "loading", value: null });
  const [round, setRound] = useState(0);
  const asked = useRef<string | null>(null);
  useEffect(() => {
    if (path === null) return;
    if (asked.current !== path) setLoaded({ kind: "loading", value: null });
    asked.current = path;
    const leaving = new AbortController();
    void ask<T>("GET", path, undefined, leaving.signal).then((answer) => {
      if (leaving.signal.aborted) return;
      if (answer.kind === "done") setLoaded({ kind: "ready", value: answer.value });
      else setLoaded((before) => ({ kind: "failed", value: before.value, problem: answer.problem }));
    });
    return () => leaving.abort();
  }, [path, round]);
  return [loaded, useCallback(() => setRound((before) => before + 1), [])];
}

/**
 * Asks again when something changed from which the answer follows; not at first, for then it is asked anyway.
 * @param value null: not known yet
 */
export function useAgainWhen(value: string | null, again: () => void): void {
  const before = useRef(value);
  useEffect(() => {
    const was = before.current;
    if (was === value) return;
    before.current = value;
    if (was !== null) again();
  }, [value, again]);
}

export interface Change {
  busy: boolean;
  problem: Problem | null;
  /** Asks once; a second call while one is under way does nothing. */
  send: <T>(method: Method, path: string, body?: unknown) => Promise<{ value: T } | null>;
  forget: () => void;
}

/** One change that a person asks for: whether it is under way, and why it was refused. */
export function useChange(): Change {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const underWay = useRef(false);
  const send = useCallback(async <T>(method: Method, path: string, body?: unknown) => {
    if (underWay.current) return null;
    underWay.current = true;
    setBusy(true);
    setProblem(null);
    const answer = await ask<T>(method, path, method === "GET" ? undefined : (body ?? {}));
    underWay.current = false;
    setBusy(false);
    if (answer.kind === "done") return { value: answer.value };
    setProblem(answer.problem);
    return null;
  }, []);
  return { busy, problem, send, forget: useCallback(() => setProblem(null), []) };
}
