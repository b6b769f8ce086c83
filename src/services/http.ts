import { MeetingError, messageOf } from "../domain/errors.ts";
import { redact } from "../platform/redact.ts";

const answerWithinMs = 8000;

export interface Asking {
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: object;
  signal: AbortSignal;
  /** Who is asked, for messages: "La Suite Meet at visio.example". */
  who: string;
  /** Time for the whole answer; 8 s. */
  withinMs?: number;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * Asks a meeting service. Redirects are not followed: a redirected POST would become a GET somewhere else.
 * @throws MeetingError meeting.unreachable when no answer comes in time
 */
export async function ask(
  url: string | URL,
  { method = "GET", headers = {}, body, signal, who, withinMs = answerWithinMs }: Asking,
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method,
      redirect: "manual",
      headers: { accept: "application/json", ...(body ? { "content-type": "application/json" } : {}), ...headers },
      signal: AbortSignal.any([signal, AbortSignal.timeout(withinMs)]),
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    throw new MeetingError("meeting.unreachable", `${who}: ${messageOf(error)}`, { cause: error });
  }
}

/** The fields of a JSON object. @throws MeetingError meeting.token when it is none */
export function fieldsOf(text: string, who: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new MeetingError("meeting.token", `${who}: not JSON: ${redact(text, 120)}`);
  }
  if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  throw new MeetingError("meeting.token", `${who}: not an object: ${redact(text, 120)}`);
}

/** What a refusal of a service means: 4xx that will stay are refusals, the others may pass. */
export function refusalOf({ status, text }: Answer, who: string): MeetingError {
  const stays = status === 401 || status === 403 || status === 404;
  return new MeetingError(stays ? "meeting.refused" : "meeting.token", `${who}: ${status} ${redact(text, 200)}`);
}
