import { MeetingError } from "../domain/errors.ts";
import type { ServiceSettings } from "../settings/schema.ts";
import { readSecret } from "../settings/secret.ts";
import type { MeetingService } from "./service.ts";
import { unexpired } from "./unexpired.ts";

/** A LiveKit server for which somebody else signs the room's token and leaves it in a file. It leads to one meeting. */
export function preSignedService(
  settings: Extract<ServiceSettings, { kind: "livekit-token" }> & { name: string },
): MeetingService {
  return {
    name: settings.name,
    kind: settings.kind,
    takesNames: true,
    linkHosts: [],
    async enter(target, entrant, { clock }) {
      if (entrant.purpose !== "room") {
        throw new MeetingError("meeting.refused", `${settings.name}: a pre-signed token serves only the room itself`);
      }
      const token = unexpired(await readSecret(settings.tokenFile), `the token in ${settings.tokenFile}`, clock.now());
      return { url: settings.url, token, passphrase: target.passphrase };
    },
  };
}
