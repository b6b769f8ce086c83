export interface DoorLimits {
  /** Handshakes under way at the same time. More would each take longer, until all are given up: work for nothing. */
  handshakes: number;
  /** Connections that wait for their handshake, in all and from one address. */
  waiting: number;
  waitingFromAddress: number;
  /** A handshake of an address with more than half of them gives way after so long when others wait. */
  patienceMs: number;
}

interface Guest {
  address: string;
  sinceMs: number;
}

/**
 * Whose handshake is next, without I/O: addresses take turns, so that one that sends thousands, or never finishes, holds up itself
 * only. An address alone may have everything: a whole building can be behind one.
 */
export class DoorTurns<T> {
  readonly #limits: DoorLimits;
  readonly #busy = new Map<T, Guest>();
  readonly #queues = new Map<string, T[]>();
  #waiting = 0;

  constructor(limits: DoorLimits) {
    this.#limits = limits;
  }

  /** False: it cannot wait here, turn it away. Else it begins when `next` says so. */
  arrive(address: string, guest: T): boolean {
    const queue = this.#queues.get(address) ?? [];
    if (this.#waiting >= this.#limits.waiting || queue.length >= this.#limits.waitingFromAddress) return false;
    queue.push(guest);
    this.#queues.set(address, queue);
    this.#waiting += 1;
    return true;
  }

  /** Those whose handshakes begin now. */
  next(nowMs: number): T[] {
    const begun: T[] = [];
    while (this.#busy.size < this.#limits.handshakes) {
      const [address, queue] = this.#queues.entries().next().value ?? [];
      if (address === undefined || queue === undefined) break;
      const guest = queue.shift() as T;
      // To the end of the row, if more of it wait.
      this.#queues.delete(address);
      if (queue.length > 0) this.#queues.set(address, queue);
      this.#waiting -= 1;
      this.#busy.set(guest, { address, sinceMs: nowMs });
      begun.push(guest);
    }
    return begun;
  }

  /** Those that have to give way: somebody else waits, and their address has more than half of all for too long. */
  overdue(nowMs: number): T[] {
    const { handshakes, patienceMs } = this.#limits;
    const held = Map.groupBy(this.#busy, ([, { address }]) => address);
    return [...held].flatMap(([address, guests]) => {
      const others = this.#waiting - (this.#queues.get(address)?.length ?? 0);
      const late = guests.filter(([, { sinceMs }]) => nowMs - sinceMs >= patienceMs);
      const many = Math.min(others, guests.length - Math.floor(handshakes / 2));
      return late.slice(0, Math.max(0, many)).map(([guest]) => guest);
    });
  }

  /** Its handshake has ended, or it has gone. */
  leave(address: string, guest: T): void {
    if (this.#busy.delete(guest)) return;
    const queue = this.#queues.get(address) ?? [];
    const at = queue.indexOf(guest);
    if (at < 0) return;
    queue.splice(at, 1);
    this.#waiting -= 1;
    if (queue.length === 0) this.#queues.delete(address);
  }
}
