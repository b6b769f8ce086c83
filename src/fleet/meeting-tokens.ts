import { randomUUID } from "node:crypto";
import Type from "typebox";
import { HubError, messageOf } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { readerOf } from "../protocol/check.ts";
import type { DownBodies, UpBodies } from "../protocol/hub/bodies.ts";

export interface MeetingToken {
  url: string;
  token: string;
  /** Milliseconds since 1970 UTC. */
  expiresAt: number;
}

/** Who enters; the room itself when both are absent. */
type Whom = Pick<UpBodies["token"], "part" | "guest">;

export interface MeetingTokensParts {
  ask: (body: UpBodies["token"]) => void;
  online: () => boolean;
  /** The hub's clock: expiry is judged by it. */
  hubNow: () => number;
  clock: Clock;
  log: Log;
  /** Where they outlive the process: they are secrets, so that it has to be sealed. Absent: nowhere. */
  kept?: { load(): Promise<unknown>; save(value: unknown): Promise<void> };
}

const readKept = readerOf(
  Type.Array(
    Type.Tuple([Type.String(), Type.Object({ url: Type.String(), token: Type.String(), expiresAt: Type.Number() })]),
  ),
  "meeting tokens on disk",
  "hub.protocol",
);

const answerMs = 5_000;
/** A token that ends sooner is not used for a new meeting. */
const leastMs = 60_000;
const kept = 100;

/**
 * Tokens for the meeting server, from the hub: the room holds no secret of it. One that was fetched ahead serves while the hub
 * is away, within its life.
 */
export class MeetingTokens {
  readonly #parts: MeetingTokensParts;
  readonly #cache = new Map<string, MeetingToken>();
  readonly #asked = new Map<string, { key: string | null; answer: (result: MeetingToken | HubError) => void }>();

  #restored: Promise<void> | null = null;
  #saving: Promise<void> = Promise.resolve();
  #saveWaits = false;

  constructor(parts: MeetingTokensParts) {
    this.#parts = parts;
  }

  /**
   * A token for a meeting: a fresh one from the hub, or the one fetched before.
   * @param whom who enters; the room itself when absent
   * @throws HubError hub.refused in the hub's words, hub.unreachable when there is no hub and no token
   */
  async token(meeting: string, whom: Whom = {}): Promise<MeetingToken> {
    await this.restore();
    const fresh = this.#parts.online() ? await this.#ask(meeting, whom) : null;
    if (fresh instanceof HubError && fresh.code === "hub.refused") throw fresh;
    if (fresh !== null && !(fresh instanceof HubError)) return fresh;
    if (whom.guest !== undefined)
      throw new HubError("hub.unreachable", "the hub does not answer: guests get in again when it does");
    const before = this.#cache.get(keyOf(meeting, whom));
    if (before !== undefined && before.expiresAt - this.#parts.hubNow() > leastMs) return before;
    throw new HubError("hub.unreachable", "the hub does not answer, and no token for this meeting was fetched before");
  }

  /** Fetches tokens of room and display ahead, for the meetings of the next hours. What is refused is told when it is joined. */
  async prefetch(meetings: readonly string[]): Promise<void> {
    for (const whom of [{}, { part: "display" }]) {
      for (const meeting of meetings.slice(0, kept / 2)) {
        const result = this.#parts.online() ? await this.#ask(meeting, whom) : null;
        if (result instanceof HubError) this.#parts.log.debug("no token ahead", { meeting, cause: result.message });
      }
    }
  }

  answered(body: DownBodies["token"] | DownBodies["refused"]): void {
    const asked = this.#asked.get(body.request);
    if (asked === undefined) return;
    this.#asked.delete(body.request);
    if (body.kind === "refused") return asked.answer(new HubError("hub.refused", body.message));
    const token = { url: body.url, token: body.token, expiresAt: body.expiresAt };
    if (asked.key !== null) this.#remember(asked.key, token);
    asked.answer(token);
  }

  #remember(key: string, token: MeetingToken): void {
    this.#cache.delete(key);
    this.#cache.set(key, token);
    if (this.#cache.size > kept) this.#cache.delete(this.#cache.keys().next().value as string);
    this.#keep();
  }

  /** Reads, once, what an earlier process kept. What cannot be read is told and fetched anew. */
  restore(): Promise<void> {
    this.#restored ??= this.#restore();
    return this.#restored;
  }

  async #restore(): Promise<void> {
    try {
      const value = await this.#parts.kept?.load();
      if (value === undefined || value === null) return;
      for (const [key, token] of readKept(value)) this.#cache.set(key, token);
    } catch (error) {
      this.#parts.log.warn("the meeting tokens on disk cannot be read", { cause: messageOf(error) });
    }
  }

  /** When what is to be kept is on disk. Never rejects. */
  get saved(): Promise<void> {
    return this.#saving;
  }

  /** One after the other: an older state that takes longer would come over a newer one. One waits at most: it takes all. */
  #keep(): void {
    const { kept, log } = this.#parts;
    if (kept === undefined || this.#saveWaits) return;
    this.#saveWaits = true;
    this.#saving = this.#saving
      .then(() => {
        this.#saveWaits = false;
        return kept.save([...this.#cache]);
      })
      .catch((error: unknown) => log.warn("meeting tokens are not kept on disk", { cause: messageOf(error) }));
  }

  #ask(meeting: string, whom: Whom): Promise<MeetingToken | HubError> {
    const request = randomUUID();
    return new Promise((resolve) => {
      const cancel = this.#parts.clock.after(answerMs, () => {
        this.#asked.delete(request);
        resolve(new HubError("hub.unreachable", "the hub does not answer"));
      });
      this.#asked.set(request, {
        // A guest's token is for that guest, now.
        key: whom.guest === undefined ? keyOf(meeting, whom) : null,
        answer: (result) => {
          cancel();
          resolve(result);
        },
      });
      this.#parts.ask({ kind: "token", request, meeting, ...whom });
    });
  }
}

const keyOf = (meeting: string, { part }: Whom) => `${part ?? ""} ${meeting}`;
