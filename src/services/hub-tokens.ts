import { MeetingError, RoomkeeperError } from "../domain/errors.ts";
import { claimsOf } from "../platform/token-claims.ts";
import type { ServiceSettings } from "../settings/schema.ts";
import type { Entrant, MeetingService } from "./service.ts";

/** Who enters, when it is not the room itself: one of its displays (`display…`), or a guest's browser. */
export type HubEntrant = { part: string } | { guest: { id: string; name: string } };

/** Gives a token for a meeting on the LiveKit server of the room's hub. */
export type HubTokens = (meeting: string, whom?: HubEntrant) => Promise<{ url: string; token: string }>;

/** The hub's LiveKit server: the room holds no secret of it, the hub makes its tokens. */
export function hubTokenService(
  settings: Extract<ServiceSettings, { kind: "hub" }> & { name: string },
  tokens: HubTokens | null,
): MeetingService {
  return {
    name: settings.name,
    kind: settings.kind,
    takesNames: true,
    linkHosts: settings.linkHosts ?? [],
    async enter(target, entrant) {
      if (tokens === null) throw new MeetingError("meeting.token", "this room has no hub: settings, section hub");
      const whom = hubEntrant(entrant);
      const { url, token } = await tokens(target.room, whom).catch((error: unknown) => {
        throw asMeetingError(error, settings.name);
      });
      // A hub that does not know displays or guests answers with the room's own token, which would throw the room out.
      if (whom !== undefined && !isFor(whom, claimsOf(token)?.identity ?? "")) {
        throw new MeetingError("meeting.refused", "this hub is too old to let displays and guests into meetings");
      }
      return { url, token, passphrase: target.passphrase };
    },
  };
}

function asMeetingError(error: unknown, name: string): unknown {
  if (!(error instanceof RoomkeeperError)) return error;
  const code = error.code === "hub.refused" ? "meeting.token" : "meeting.unreachable";
  return new MeetingError(code, `${name}: ${error.message}`);
}

function hubEntrant({ purpose, identity, uuid, name }: Entrant): HubEntrant | undefined {
  if (purpose === "room") return undefined;
  if (purpose === "guest") return { guest: { id: uuid, name } };
  return { part: /display(-[A-Za-z0-9]{1,20})?$/.exec(identity)?.[0] ?? "display" };
}

const isFor = (whom: HubEntrant, identity: string) =>
  "part" in whom ? identity.endsWith(whom.part) : identity === `guest-${whom.guest.id}`;
