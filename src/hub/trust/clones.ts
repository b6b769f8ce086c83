/** What a connection says of itself, and what is remembered of the last one. */
export interface Sighting {
  connection: number;
  boot: string;
  machine: string;
  address: string;
}

export type Verdict =
  | { kind: "fine" }
  /** Another computer than before, counting on: a moved disk, or the first of two copies to come. Worth an event. */
  | { kind: "moved" }
  /** Two with the same key; both are named. */
  | { kind: "clone"; why: string };

/**
 * Whether a room key is used by two computers. Each connection counts one up, on disk: two copies of a disk count apart, and
 * the one that comes with a number already used is noticed. While the other one is connected it is noticed at once.
 * @param live the connection that is open now and was just found alive; null when there is none
 */
export function judgeSighting(last: Sighting | null, live: Sighting | null, now: Sighting): Verdict {
  if (live !== null && live.boot !== now.boot && live.machine !== now.machine) {
    return { kind: "clone", why: `in use at the same time by ${name(live)} and ${name(now)}` };
  }
  if (last === null || last.boot === now.boot) return { kind: "fine" };
  if (now.connection <= last.connection && last.machine !== now.machine) {
    return { kind: "clone", why: `used by ${name(last)} and, from an older copy, by ${name(now)}` };
  }
  return { kind: last.machine === now.machine ? "fine" : "moved" };
}

const name = (one: Sighting) => `computer ${one.machine.slice(0, 12)} at ${one.address}`;
