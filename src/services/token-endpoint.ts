import { MeetingError, messageOf } from "../domain/errors.ts";
import { redact } from "../platform/redact.ts";
import type { ServiceSettings } from "../settings/schema.ts";
import { readSecret } from "../settings/secret.ts";
import type { Entrant, MeetingService, MeetingTarget, Ticket } from "./service.ts";

const answerWithinMs = 8000;

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
      const answer = await ask(settings.endpoint, requestOf(target, entrant), bearer, signal);
      return { ...ticketOf(answer, settings.endpoint), passphrase: target.passphrase };
    },
  };
}

const requestOf = (target: MeetingTarget, entrant: Entrant) => ({
  room_name: target.room,
  participant_name: entrant.name,
  participant_identity: entrant.identity,
});

async function ask(endpoint: string, body: object, bearer: string | null, signal: AbortSignal): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(endpoint, {
      method: "POST",
      redirect: "error",
      headers: {
        "content-type": "application/json",
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]),
    });
  } catch (error) {
    throw new MeetingError("meeting.unreachable", `token endpoint ${endpoint}: ${messageOf(error)}`, { cause: error });
  }
  const text = await response.text();
  if (!response.ok) throw refusal(endpoint, response.status, text);
  try {
    return JSON.parse(text);
  } catch {
    throw new MeetingError("meeting.token", `token endpoint ${endpoint}: not JSON: ${redact(text, 120)}`);
  }
}

function refusal(endpoint: string, status: number, text: string): MeetingError {
  const code = status === 401 || status === 403 || status === 404 ? "meeting.refused" : "meeting.token";
  return new MeetingError(code, `token endpoint ${endpoint}: ${status} ${redact(text, 200)}`);
}

/** `{}` is a success to livekit-client and poisons its cache: here both fields must be there. */
function ticketOf(answer: unknown, endpoint: string): Pick<Ticket, "url" | "token"> {
  const fields = (answer ?? {}) as Record<string, unknown>;
  const url = fields.server_url ?? fields.serverUrl;
  const token = fields.participant_token ?? fields.participantToken;
  if (typeof url === "string" && url !== "" && typeof token === "string" && token !== "") return { url, token };
  throw new MeetingError(
    "meeting.token",
    `token endpoint ${endpoint}: the answer lacks server_url or participant_token`,
  );
}
