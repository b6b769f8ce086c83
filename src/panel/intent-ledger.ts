/**
 * Answers by intent id, for one socket: an id that comes again gets the first answer (or waits for it) and does nothing.
 * The oldest are forgotten beyond `capacity`.
 */
export class IntentLedger<Answer> {
  readonly #answers = new Map<string, Promise<Answer>>();
  readonly #capacity: number;
  #pending = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Wishes that still wait for their answer. */
  get pending(): number {
    return this.#pending;
  }

  has(id: string): boolean {
    return this.#answers.has(id);
  }

  /** Runs `run` unless this id was seen. */
  once(id: string, run: () => Promise<Answer>): Promise<Answer> {
    const known = this.#answers.get(id);
    if (known !== undefined) return known;
    this.#pending++;
    const answer = run().finally(() => this.#pending--);
    this.#answers.set(id, answer);
    const oldest = this.#answers.keys().next().value;
    if (this.#answers.size > this.#capacity && oldest !== undefined) this.#answers.delete(oldest);
    return answer;
  }
}
