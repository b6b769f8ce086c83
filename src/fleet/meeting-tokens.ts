import { randomUUID } from "node:crypto";
import { HubError } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { DownBodies, UpBodies } from "../protocol/hub/bodies.ts";

export interface MeetingToken {
  url: string;
  token: string;
  /** Milliseconds since 1970 UTC. */
  expiresAt: number;
}

export interface MeetingTokensParts {
  ask: (body: UpBodies["token"]) => void;
  online: () => boolean;
  /** The hub's clock: expiry is judged by it. */
  hubNow: () => number;
  clock: Clock;
  log: Log;
}

const answerMs = 5_000;
/** A token that ends sooner is not used for a new meeting. */
const leastMs = 60_000;
const kept = 50;

/**
 * Tokens for the meeting server, from the hub: the room holds no secret of it. One that was fetched ahead serves while the hub
 * is away, within its life.
 */
export class MeetingTokens {
  readonly #parts: MeetingTokensParts;
  readonly #cache = new Map<string, MeetingToken>();
  readonly #asked = new Map<string, { meeting: string; answer: (result: MeetingToken | HubError) => void }>();

  constructor(parts: MeetingTokensParts) {
    this.#parts = parts;
  }

  /**
   * A token for a meeting: a fresh one from the hub, or the one fetched before.
   * @throws HubError hub.refused in the hub's words, hub.unreachable when there is no hub and no token
   */
  async token(meeting: string): Promise<MeetingToken> {
    const fresh = this.#parts.online() ? await this.#ask(meeting) : null;
    if (fresh instanceof HubError && fresh.code === "hub.refused") throw fresh;
    if (fresh !== null && !(fresh instanceof HubError)) return fresh;
    const before = this.#cache.get(meeting);
    if (before !== undefined && before.expiresAt - this.#parts.hubNow() > leastMs) return before;
    throw new HubError("hub.unreachable", "the hub does not answer, and no token for this meeting was fetched before");
  }

  /** Fetches tokens ahead, for the meetings of the next hours. What is refused is told when it is joined. */
  async prefetch(meetings: readonly string[]): Promise<void> {
    for (const meeting of meetings) {
      const result = this.#parts.online() ? await this.#ask(meeting) : null;
      if (result instanceof HubError) this.#parts.log.debug("no token ahead", { meeting, cause: result.message });
    }
  }

  answered(body: DownBodies["token"] | DownBodies["refused"]): void {
    const asked = this.#asked.get(body.request);
    if (asked === undefined) return;
    this.#asked.delete(body.request);
    if (body.kind === "refused") return asked.answer(new HubError("hub.refused", body.message));
    const token = { url: body.url, token: body.token, expiresAt: body.expiresAt };
    this.#cache.delete(asked.meeting);
    this.#cache.set(asked.meeting, token);
    if (this.#cache.size > kept) this.#cache.delete(this.#cache.keys().next().value as string);
    asked.answer(token);
  }

  #ask(meeting: string): Promise<MeetingToken | HubError> {
    const request = randomUUID();
    return new Promise((resolve) => {
      const cancel = this.#parts.clock.after(answerMs, () => {
        this.#asked.delete(request);
        resolve(new HubError("hub.unreachable", "the hub does not answer"));
      });
      this.#asked.set(request, {
        meeting,
        answer: (result) => {
          cancel();
          resolve(result);
        },
      });
      this.#parts.ask({ kind: "token", request, meeting });
    });
  }
}
