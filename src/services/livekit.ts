import { AccessToken, RoomServiceClient, TrackSource, type VideoGrant } from "livekit-server-sdk";
import { MeetingError, messageOf } from "../domain/errors.ts";
import { redact } from "../platform/redact.ts";
import { claimsOf } from "../platform/token-claims.ts";
import type { ServiceSettings } from "../settings/schema.ts";
import { readSecret } from "../settings/secret.ts";
import type { Entrant, MeetingService } from "./service.ts";

/** A token is used at once; the server renews it for those who are in. Seconds. */
const tokenLifeSeconds = 5 * 60;
const handWithinSeconds = 8;

/** A LiveKit server whose key the room holds: it signs its own tokens. */
export function livekitService(
  settings: Extract<ServiceSettings, { kind: "livekit" }> & { name: string },
): MeetingService {
  return {
    name: settings.name,
    kind: settings.kind,
    takesNames: true,
    linkHosts: settings.linkHosts ?? [],
    async enter(target, entrant) {
      const secret = await readSecret(settings.apiSecretFile);
      const token = new AccessToken(settings.apiKey, secret, {
        identity: entrant.identity,
        name: entrant.name,
        ttl: tokenLifeSeconds,
      });
      token.addGrant({ ...grantsFor(entrant), room: target.room });
      return { url: settings.url, token: await token.toJwt(), passphrase: target.passphrase };
    },
    /** By the key, as La Suite does it: the room's own token may change nothing of the meeting. */
    async raiseHand({ room }, { token }, raised) {
      const secret = await readSecret(settings.apiSecretFile);
      const address = settings.url.replace(/^ws/, "http");
      const client = new RoomServiceClient(address, settings.apiKey, secret, { requestTimeout: handWithinSeconds });
      const attributes = { handRaisedAt: raised ? new Date().toISOString() : "" };
      try {
        await client.updateParticipant(room, claimsOf(token)?.identity ?? "", { attributes });
      } catch (error) {
        throw new MeetingError("meeting.unreachable", `${settings.name}: ${redact(messageOf(error), 200)}`);
      }
    },
  };
}

/** Only what each needs: a display sees without being seen; a room and a guest publish, and change nothing of the room. */
function grantsFor(entrant: Entrant): VideoGrant {
  if (entrant.purpose === "display") {
    return { roomJoin: true, hidden: true, canSubscribe: true, canPublish: false, canPublishData: false };
  }
  const { CAMERA, MICROPHONE, SCREEN_SHARE, SCREEN_SHARE_AUDIO } = TrackSource;
  return {
    roomJoin: true,
    canSubscribe: true,
    canPublish: true,
    canPublishData: true,
    canPublishSources: [CAMERA, MICROPHONE, SCREEN_SHARE, SCREEN_SHARE_AUDIO],
  };
}
