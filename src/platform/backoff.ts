/**
 * Full-jitter exponential backoff: a random wait between 0 and min(cap, base·2^attempt), so that many rooms that fail
 * together do not come back together.
 * @returns milliseconds
 */
export function backoffMs(
  attempt: number,
  { baseMs, capMs }: { baseMs: number; capMs: number },
  random = Math.random,
): number {
  return Math.floor(random() * Math.min(capMs, baseMs * 2 ** Math.min(attempt, 30)));
}
