import { MeetingError } from "../domain/errors.ts";
import type { ServiceSettings } from "../settings/schema.ts";
import { ask, fieldsOf, refusalOf } from "./http.ts";
import { type Door, waitAtDoor } from "./la-suite-door.ts";
import type { MeetingService, MeetingTarget } from "./service.ts";

/**
 * A La Suite Meet deployment (Visio): `https://HOST/abc-defg-hij`. Everything goes through `request-entry`, for public rooms
 * too: the cookie becomes the identity, so that a crash leaves no ghost, and unregistered (phantom) rooms answer 404.
 * Source: suitenumerique/meet, `core/api/viewsets.py` and `core/services/lobby.py`.
 */
export function laSuiteMeetService(
  settings: Extract<ServiceSettings, { kind: "la-suite-meet" }> & { name: string },
): MeetingService {
  const placeOf = (target: MeetingTarget): Pick<Door, "room" | "who"> => {
    if (target.url === null) throw new MeetingError("meeting.unknown", `${settings.name} is entered by link only`);
    const { origin, host } = new URL(target.url);
    // Without the trailing slash the server redirects, and the POST is lost.
    const room = new URL(`/api/v1.0/rooms/${encodeURIComponent(target.room)}/`, origin);
    return { room, who: `La Suite Meet at ${host}` };
  };
  return {
    name: settings.name,
    kind: settings.kind,
    takesNames: false,
    linkHosts: settings.hosts,
    anyHost: true,
    linkOf: (name) => linkOf(name, settings.hosts[0]),
    async enter(target, entrant, context) {
      return await waitAtDoor({ ...placeOf(target), entrant, context });
    },
    async raiseHand(target, { token }, raised, signal) {
      const { room, who } = placeOf(target);
      // The room's own `setAttributes` resolves and changes nothing: its token lacks the grant.
      const answer = await ask(new URL("toggle-hand/", room), {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body: { raised },
        signal,
        who,
      });
      if (answer.status !== 200) throw refusalOf(answer, who);
      fieldsOf(answer.text, who);
    },
  };
}

const code = /^[a-z0-9]{3}-[a-z0-9]{4}-[a-z0-9]{3}$/i;

/** Only with its hyphens: ten letters in a row are as well somebody's name for a meeting. */
function linkOf(name: string, host: string | undefined): string | null {
  return host !== undefined && code.test(name) ? `https://${host}/${name.toLowerCase()}` : null;
}
