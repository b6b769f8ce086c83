import { MeetingError } from "../domain/errors.ts";
import type { ServiceSettings } from "../settings/schema.ts";
import { readSecret } from "../settings/secret.ts";
import { ask, fieldsOf, refusalOf } from "./http.ts";
import type { Entrant, MeetingService, MeetingTarget, Ticket } from "./service.ts";

/**
 * LiveKit's standard token endpoint (what livekit-client's TokenSource speaks): POST JSON, answer `server_url` and
 * `participant_token` in snake or camel case. Source: livekit-client 2.23 `TokenSource`.
 */
export function tokenEndpointService(
  settings: Extract<ServiceSettings, { kind: "token-endpoint" }> & { name: string },
): MeetingService {
  return {
    name: settings.name,
    kind: settings.kind,
    takesNames: true,
    linkHosts: settings.linkHosts ?? [],
    async enter(target, entrant, { signal }) {
      const bearer = settings.bearerFile === undefined ? null : await readSecret(settings.bearerFile);
      const who = `token endpoint ${settings.endpoint}`;
      const headers: Record<string, string> = bearer === null ? {} : { authorization: `Bearer ${bearer}` };
      const body = requestOf(target, entrant);
      const answer = await ask(settings.endpoint, { method: "POST", headers, body, signal, who });
      if (answer.status < 200 || answer.status > 299) throw refusalOf(answer, who);
      return { ...ticketOf(fieldsOf(answer.text, who), who), passphrase: target.passphrase };
    },
  };
}

const requestOf = (target: MeetingTarget, entrant: Entrant) => ({
  room_name: target.room,
  participant_name: entrant.name,
  participant_identity: entrant.identity,
});

/** `{}` is a success to livekit-client and poisons its cache: here both fields must be there. */
function ticketOf(fields: Record<string, unknown>, who: string): Pick<Ticket, "url" | "token"> {
  const url = fields.server_url ?? fields.serverUrl;
  const token = fields.participant_token ?? fields.participantToken;
  if (typeof url === "string" && url !== "" && typeof token === "string" && token !== "") return { url, token };
  throw new MeetingError("meeting.token", `${who}: the answer lacks server_url or participant_token`);
}
