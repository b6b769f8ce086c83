import { MeetingError } from "../domain/errors.ts";
import { type Clock, delay } from "../platform/clock.ts";
import { claimsOf } from "../platform/token-claims.ts";
import type { Entrant, MeetingService, MeetingTarget, Ticket } from "../services/service.ts";
import type { Room } from "./room.ts";

interface Entering {
  ticket: Promise<Ticket>;
  abort: AbortController;
  /** Cancels the end of one that nobody asks for any more. */
  stopForgetting: () => void;
}

/** A page gives up after 10 s and asks again. */
const answerWithinMs = 8000;
/** A page that asks no more has gone. */
const forgottenAfterMs = 15_000;

/**
 * Tickets for this room's pages (display, guest) into its running meeting. One that has to wait in a lobby keeps its place
 * between two asks, and nobody knocks again who was turned away. Who enters for the room is told to it: it is nobody else.
 */
export class PageDoors {
  readonly #room: Room;
  readonly #clock: Clock;
  readonly #entering = new Map<string, Entering>();
  readonly #denied = new Set<string>();
  #meetingId: string | null = null;

  constructor(room: Room, clock: Clock) {
    this.#room = room;
    this.#clock = clock;
    room.onChange(() => this.#follow());
  }

  /** @throws MeetingError as the service says, `meeting.token` while the page still waits to be let in */
  async ticket(service: MeetingService, target: MeetingTarget, entrant: Entrant): Promise<Ticket> {
    this.#follow();
    const { identity } = entrant;
    if (this.#denied.has(identity)) throw new MeetingError("meeting.denied", "the host did not let this page in");
    const entering = this.#entering.get(identity) ?? this.#enter(service, target, entrant);
    entering.stopForgetting();
    const enough = new AbortController();
    try {
      const ticket = await Promise.race([entering.ticket, this.#stillWaiting(enough.signal)]);
      this.#entering.delete(identity);
      return ticket;
    } catch (error) {
      const stillThere = this.#entering.get(identity) === entering;
      const forget = () => entering.abort.abort();
      if (stillThere) entering.stopForgetting = this.#clock.after(forgottenAfterMs, forget);
      throw error;
    } finally {
      enough.abort();
    }
  }

  #enter(service: MeetingService, target: MeetingTarget, entrant: Entrant): Entering {
    const { purpose, identity } = entrant;
    const abort = new AbortController();
    const tell = (waits: boolean) => purpose === "display" && this.#room.observe({ type: "displayWaits", waits });
    const entered = service.enter(target, entrant, {
      signal: abort.signal,
      clock: this.#clock,
      onLobby: () => tell(true),
    });
    const ticket = entered.then((given) => {
      if (purpose === "display") this.#own(given);
      return given;
    });
    const entering: Entering = { ticket, abort, stopForgetting: () => {} };
    this.#entering.set(identity, entering);
    ticket
      .catch((error: unknown) => {
        if (this.#entering.get(identity) === entering) this.#entering.delete(identity);
        if (error instanceof MeetingError && error.code === "meeting.denied") this.#denied.add(identity);
      })
      .finally(() => tell(false));
    return entering;
  }

  #own({ token }: Ticket): void {
    const identity = claimsOf(token)?.identity ?? "";
    if (identity !== "") this.#room.observe({ type: "ownIdentity", identity });
  }

  async #stillWaiting(signal: AbortSignal): Promise<never> {
    await delay(this.#clock, answerWithinMs, signal).catch(() => {});
    throw new MeetingError("meeting.token", "the page waits to be let in");
  }

  /** Another meeting, or none: whoever still waits before the old one goes. */
  #follow(): void {
    const id = this.#room.model.meeting?.id ?? null;
    if (id === this.#meetingId) return;
    this.#meetingId = id;
    for (const { abort, stopForgetting } of this.#entering.values()) {
      stopForgetting();
      abort.abort();
    }
    this.#entering.clear();
    this.#denied.clear();
  }
}
