import { MeetingError, RoomkeeperError } from "../domain/errors.ts";
import { claimsOf } from "../platform/token-claims.ts";
import type { ServiceSettings } from "../settings/schema.ts";
import type { MeetingService } from "./service.ts";

/** Gives a token for a meeting on the LiveKit server of the room's hub; `part` is `display…` for one of its displays. */
export type HubTokens = (meeting: string, part?: string) => Promise<{ url: string; token: string }>;

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
      if (entrant.purpose === "guest") {
        throw new MeetingError("meeting.refused", "the hub makes tokens for rooms, not for guests");
      }
      const part =
        entrant.purpose === "display"
          ? (/display(-[A-Za-z0-9]{1,20})?$/.exec(entrant.identity)?.[0] ?? "display")
          : undefined;
      const { url, token } = await tokens(target.room, part).catch((error: unknown) => {
        throw asMeetingError(error, settings.name);
      });
      // A hub of before displays answers with the room's own token, which would throw the room out.
      if (part !== undefined && claimsOf(token)?.identity.endsWith(part) !== true) {
        throw new MeetingError("meeting.refused", "this hub is too old to let displays see meetings");
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
