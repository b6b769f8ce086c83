import { MeetingError } from "../domain/errors.ts";
import type { ServiceSettings } from "../settings/schema.ts";
import { ask, fieldsOf, refusalOf } from "./http.ts";
import type { MeetingService } from "./service.ts";

/**
 * A LiveKit Meet deployment (github.com/livekit-examples/meet): `https://HOST/rooms/NAME#KEY`. Its API takes the path segment
 * as it is, still encoded; the cookie makes the identity, so that a room keeps its own.
 */
export function livekitMeetService(
  settings: Extract<ServiceSettings, { kind: "livekit-meet" }> & { name: string },
): MeetingService {
  return {
    name: settings.name,
    kind: settings.kind,
    takesNames: false,
    linkHosts: settings.hosts,
    anyHost: true,
    linkOf: (name) => linkOf(name, settings.hosts[0]),
    async enter(target, entrant, { signal }) {
      if (target.url === null) throw new MeetingError("meeting.unknown", `${settings.name} is entered by link only`);
      const { origin, host, searchParams } = new URL(target.url);
      const who = `LiveKit Meet at ${host}`;
      const url = new URL("/api/connection-details", origin);
      url.searchParams.set("roomName", target.room);
      url.searchParams.set("participantName", entrant.name);
      const region = searchParams.get("region");
      if (region) url.searchParams.set("region", region);
      const answer = await ask(url, {
        headers: { cookie: `random-participant-postfix=${postfix(entrant.uuid)}` },
        signal,
        who,
      });
      if (answer.status !== 200) throw refusalOf(answer, who);
      const { serverUrl, participantToken } = fieldsOf(answer.text, who);
      if (typeof serverUrl !== "string" || typeof participantToken !== "string") {
        throw new MeetingError("meeting.token", `${who}: the answer lacks serverUrl or participantToken`);
      }
      return { url: serverUrl, token: participantToken, passphrase: target.passphrase };
    },
  };
}

/** What the web app makes at random: a few letters and digits. */
const postfix = (uuid: string) => uuid.replaceAll("-", "").slice(0, 12);

function linkOf(name: string, host: string | undefined): string | null {
  return host === undefined ? null : `https://${host}/rooms/${encodeURIComponent(name)}`;
}
