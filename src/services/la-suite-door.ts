import { MeetingError } from "../domain/errors.ts";
import { delay } from "../platform/clock.ts";
import { type Answer, ask, fieldsOf, refusalOf } from "./http.ts";
import type { EnterContext, Entrant, Ticket } from "./service.ts";

/** The place in the lobby is lost after 3 s of silence: a knock a second, and none that hangs for longer than this. */
const knockEveryMs = 1000;
const knockWithinMs = 2000;
/** The web app gives up then, too: nobody looks at that list any more. */
const waitAtMostMs = 10 * 60_000;
/** A network that stumbles while people wait; the place is taken anew with the same identity. */
const stumbleAtMostMs = 60_000;

export interface Door {
  /** The room at the service's API, with a trailing slash. */
  room: URL;
  who: string;
  entrant: Entrant;
  context: EnterContext;
}

/** Knocks until the door opens. */
export async function waitAtDoor(door: Door): Promise<Ticket> {
  const { signal, clock, onLobby } = door.context;
  let waitingSinceMs: number | null = null;
  let heardMs = clock.monotonicMs();
  for (;;) {
    const knockedMs = clock.monotonicMs();
    const answer = await knock(door, waitingSinceMs !== null).catch((error: unknown) => error as Error);
    const passing = answer instanceof Error || answer.status >= 500;
    const patient = waitingSinceMs !== null && !signal.aborted && clock.monotonicMs() - heardMs < stumbleAtMostMs;
    if (!(passing && patient)) {
      if (answer instanceof Error) throw answer;
      if (answer.status === 429) {
        await delay(clock, retryAfterMs(answer), signal);
        continue;
      }
      const ticket = await ticketIn(answer, door);
      if (ticket !== null) return ticket;
      heardMs = clock.monotonicMs();
      if (waitingSinceMs === null) onLobby();
      waitingSinceMs ??= heardMs;
      if (heardMs - waitingSinceMs >= waitAtMostMs) {
        throw new MeetingError("meeting.denied", `${door.who}: nobody let the room in within 10 minutes`);
      }
    }
    await delay(clock, Math.max(0, knockedMs + knockEveryMs - clock.monotonicMs()), signal);
  }
}

/** @returns null while the room has to wait */
async function ticketIn(answer: Answer, door: Door): Promise<Ticket | null> {
  if (answer.status === 404) throw await notFound(door);
  if (answer.status !== 200) throw refusalOf(answer, door.who);
  const fields = fieldsOf(answer.text, door.who);
  if (fields.status === "accepted") return ticketOf(fields, door.who);
  if (fields.status === "waiting") return null;
  // Polling on after a "denied" would ring the host again.
  throw new MeetingError("meeting.denied", `${door.who}: ${fields.status ?? "no status"}`);
}

function knock({ room, who, entrant, context: { signal } }: Door, waits: boolean): Promise<Answer> {
  return ask(new URL("request-entry/", room), {
    method: "POST",
    headers: { cookie: `lobbyParticipantId=${entrant.uuid}` },
    body: { username: entrant.name },
    signal,
    who,
    ...(waits ? { withinMs: knockWithinMs } : {}),
  });
}

/** 404 at the door: a room that is not registered would still hand out a token, for a meeting where nobody comes. */
async function notFound({ room, who, context: { signal } }: Door): Promise<MeetingError> {
  const answer = await ask(room, { signal, who });
  if (answer.status === 200 && fieldsOf(answer.text, who).id === null) {
    return new MeetingError("meeting.unknown", `${who}: this meeting is not registered: check the address`);
  }
  return new MeetingError("meeting.unknown", `${who}: there is no such meeting (yet): check the address`);
}

function ticketOf(fields: Record<string, unknown>, who: string): Ticket {
  const { url, token } = (fields.livekit ?? {}) as Record<string, unknown>;
  if (typeof url === "string" && typeof token === "string") return { url, token, passphrase: null };
  throw new MeetingError("meeting.token", `${who}: accepted, but the answer lacks livekit.url or livekit.token`);
}

function retryAfterMs({ headers }: Answer): number {
  const seconds = Number(headers.get("retry-after"));
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 600) * 1000 : 60_000;
}
