import type { RoomState } from "../../../src/domain/room-state.ts";

/** A room that answers late is judged by what it sends, not by its answers. */
const answerWithinMs = 20_000;

/** The room's state, as its own pages get it. */
export async function readState(apiUrl: string): Promise<RoomState> {
  const response = await fetch(`${apiUrl}/state`, { signal: AbortSignal.timeout(answerWithinMs) });
  return (await response.json()) as RoomState;
}

/** One series of the room's metrics (Prometheus text); null when it is absent. */
export async function readMetric(apiUrl: string, name: string): Promise<number | null> {
  const response = await fetch(new URL("/metrics", apiUrl), { signal: AbortSignal.timeout(answerWithinMs) });
  const line = (await response.text()).split("\n").find((text) => text.startsWith(`${name} `));
  return line === undefined ? null : Number(line.slice(name.length + 1));
}
