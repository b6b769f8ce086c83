import { messageOf } from "../../domain/errors.ts";
import type { Clock } from "../../platform/clock.ts";
import { redact } from "../../platform/redact.ts";
import { SourceError } from "./source.ts";

export interface HttpContext {
  clock: Clock;
  fetch: typeof globalThis.fetch;
}

export interface HttpRequest {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  signal: AbortSignal;
  /** Statuses besides 2xx that are answers and no errors. */
  accept?: readonly number[];
}

export interface HttpAnswer {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
  /** Address that answered, after redirects. */
  url: string;
  /** Server's clock minus ours, in milliseconds; null when the answer does not tell. */
  skewMs: number | null;
}

const timeoutMs = 30_000;
/** Bigger calendars are refused: no room needs them, and they would not fit into the reader. */
const maxBytes = 32 * 1024 * 1024;
/** A slow answer says too little about the clock. */
const maxRoundTripMs = 5000;

/**
 * One HTTP exchange with a calendar server, bounded in time and size. Addresses can be secrets: messages name the host only.
 * @throws SourceError calendar.unreachable, calendar.refused
 */
export async function exchange(context: HttpContext, request: HttpRequest): Promise<HttpAnswer> {
  const { url, method = "GET", headers = {}, body, signal, accept = [] } = request;
  const host = hostOf(url);
  const deadline = new AbortController();
  const stop = context.clock.after(timeoutMs, () => deadline.abort());
  const startedMs = context.clock.now();
  try {
    const response = await context.fetch(url, {
      method,
      headers: { "user-agent": "Roomkeeper", ...headers },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.any([signal, deadline.signal]),
    });
    const skewMs = skewOf(response.headers, startedMs, context.clock.now());
    const bytes = await readBounded(response, host);
    if (!response.ok && !accept.includes(response.status)) {
      throw refusal(response, host, new TextDecoder().decode(bytes.subarray(0, 2000)), context.clock.now());
    }
    return { status: response.status, headers: response.headers, bytes, url: response.url || url, skewMs };
  } catch (error) {
    if (error instanceof SourceError) throw error;
    signal.throwIfAborted();
    if (deadline.signal.aborted) {
      throw new SourceError("calendar.unreachable", `${host} did not answer within ${timeoutMs / 1000} s`);
    }
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    throw new SourceError("calendar.unreachable", `${host} cannot be reached: ${redact(messageOf(cause), 300)}`);
  } finally {
    stop();
  }
}

export const textOfAnswer = (answer: HttpAnswer) => new TextDecoder().decode(answer.bytes);

/** Reads JSON; anything else is said to be so. */
export function jsonOf(answer: HttpAnswer): unknown {
  try {
    return JSON.parse(textOfAnswer(answer));
  } catch {
    const start = JSON.stringify(textOfAnswer(answer).slice(0, 60));
    throw new SourceError("calendar.unreadable", `${hostOf(answer.url)} answered with ${start}, which is not JSON`);
  }
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "the calendar's address";
}

async function readBounded(response: Response, host: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new SourceError("calendar.unreadable", `${host} sends more than ${maxBytes / 1024 / 1024} MB`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refusal(response: Response, host: string, body: string, nowMs: number): SourceError {
  const { status } = response;
  const retryAfterMs = parseRetryAfter(response.headers.get("retry-after"), nowMs);
  const said = redact(
    body
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim(),
    200,
  );
  const asks = { 401: "asks for other credentials", 403: "refuses the room's account", 404: "has no such calendar" };
  const meaning = asks[status as 401] ?? (status === 429 ? "asks the room to wait" : "answers with an error");
  const code = status >= 500 ? "calendar.unreachable" : "calendar.refused";
  return new SourceError(code, `${host} ${meaning} (HTTP ${status})${said === "" ? "" : `: ${said}`}`, {
    status,
    retryAfterMs,
    said: body,
  });
}

/** Seconds or an HTTP date. Bounded: nobody sends a room away for more than an hour. */
function parseRetryAfter(value: string | null, nowMs: number): number | null {
  if (value === null) return null;
  const ms = /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - nowMs;
  return Number.isFinite(ms) ? Math.max(0, Math.min(ms, 3_600_000)) : null;
}

/** The Date header against the middle of the exchange; it has whole seconds, so the middle of its second is meant. */
function skewOf(headers: Headers, startedMs: number, endedMs: number): number | null {
  const date = Date.parse(headers.get("date") ?? "");
  if (Number.isNaN(date) || endedMs - startedMs > maxRoundTripMs || endedMs < startedMs) return null;
  const age = Number(headers.get("age") ?? 0);
  return date + 500 + (Number.isFinite(age) ? age * 1000 : 0) - (startedMs + endedMs) / 2;
}
