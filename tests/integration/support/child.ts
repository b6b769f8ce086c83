/** A program that says one thing after the other, as seen by a test. */
export class Heard<Message> {
  readonly all: Message[] = [];
  readonly #waiting = new Set<() => void>();

  add(message: Message): void {
    this.all.push(message);
    for (const wake of [...this.#waiting]) wake();
  }

  /** The first message (from `from` on) that fits; waits for it. @throws Error after `withinMs`, with what was heard */
  async until<Found extends Message>(
    fits: (message: Message) => message is Found,
    options?: { from?: number; withinMs?: number },
  ): Promise<Found>;
  async until(fits: (message: Message) => boolean, options?: { from?: number; withinMs?: number }): Promise<Message>;
  async until(fits: (message: Message) => boolean, { from = 0, withinMs = 90_000 } = {}): Promise<Message> {
    const giveUpAt = performance.now() + withinMs;
    for (;;) {
      const found = this.all.slice(from).find(fits);
      if (found !== undefined) return found;
      if (performance.now() >= giveUpAt)
        throw new Error(`nothing fits in: ${this.all.slice(from).map(brief).join(" ")}`);
      await this.#next(giveUpAt - performance.now());
    }
  }

  #next(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, withinMs);
      this.#waiting.add(done);
    });
  }
}

const brief = (message: unknown) => JSON.stringify(message).slice(0, 200);
