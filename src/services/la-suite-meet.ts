import { MeetingError } from "../domain/errors.ts";
import { delay } from "../platform/clock.ts";
import type { ServiceSettings } from "../settings/schema.ts";
import { type Answer, ask, fieldsOf, refusalOf } from "./http.ts";
import type { EnterContext, Entrant, MeetingService, Ticket } from "./service.ts";

/** The place in the lobby is lost after 3 s of silence. */
const pollMs = 1000;

interface Door {
  room: URL;
  who: string;
  entrant: Entrant;
  context: EnterContext;
}

/**
 * A La Suite Meet deployment (Visio): `https://HOST/abc-defg-hij`. Everything goes through `request-entry`, for public rooms
 * too: the cookie becomes the identity, so that a crash leaves no ghost, and unregistered (phantom) rooms answer 404.
 * Source: suitenumerique/meet, `core/api/viewsets.py` and `core/services/lobby.py`.
 */
export function laSuiteMeetService(
  settings: Extract<ServiceSettings, { kind: "la-suite-meet" }> & { name: string },
): MeetingService {
  return {
    name: settings.name,
    kind: settings.kind,
    takesNames: false,
    linkHosts: settings.hosts,
    async enter(target, entrant, context) {
      if (target.url === null) throw new MeetingError("meeting.unknown", `${settings.name} is entered by link only`);
      const { origin, host } = new URL(target.url);
      // Without the trailing slash the server redirects, and the POST is lost.
      const room = new URL(`/api/v1.0/rooms/${encodeURIComponent(target.room)}/`, origin);
      return await waitAtDoor({ room, who: `La Suite Meet at ${host}`, entrant, context });
    },
  };
}

async function waitAtDoor(door: Door): Promise<Ticket> {
  const { signal, clock, onLobby } = door.context;
  let told = false;
  for (;;) {
    const answer = await knock(door);
    if (answer.status === 429) {
      await delay(clock, retryAfterMs(answer), signal);
      continue;
    }
    if (answer.status === 404) throw await notFound(door);
    if (answer.status !== 200) throw refusalOf(answer, door.who);
    const fields = fieldsOf(answer.text, door.who);
    if (fields.status === "accepted") return ticketOf(fields, door.who);
    // Polling on after a "denied" would ring the host again.
    if (fields.status !== "waiting")
      throw new MeetingError("meeting.denied", `${door.who}: ${fields.status ?? "no status"}`);
    if (!told) onLobby();
    told = true;
    await delay(clock, pollMs, signal);
  }
}

function knock({ room, who, entrant, context: { signal } }: Door): Promise<Answer> {
  return ask(new URL("request-entry/", room), {
    method: "POST",
    headers: { cookie: `lobbyParticipantId=${entrant.uuid}` },
    body: { username: entrant.name },
    signal,
    who,
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
