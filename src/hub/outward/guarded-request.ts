import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { HubError } from "../../domain/errors.ts";
import { type Lookup, safeAddress, tlsTo } from "./safe-address.ts";

/** What an address that somebody typed into the hub may lead to. */
export interface OutwardGuard {
  /** Also to private networks and this machine. */
  allowPrivate: boolean;
  /** For tests. */
  resolve?: Lookup;
}

export interface OutwardRequest {
  method: string;
  headers: Record<string, string>;
  body: string;
}

export interface OutwardAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const answerMs = 10_000;
const answerBytes = 1024 * 1024;

/**
 * A request to an address that people chose: only to where `guard` allows, to the very address that was checked, without
 * following redirections, with bounds of time and size.
 * @param authority PEM of who vouches for the server; null: the system's
 * @throws HubError hub.invalid for a forbidden address, hub.unreachable without an answer
 */
export async function guardedRequest(
  url: URL,
  wanted: OutwardRequest,
  guard: OutwardGuard,
  authority: string | null = null,
): Promise<OutwardAnswer> {
  const secure = url.protocol === "https:";
  const address = await safeAddress(url.hostname, guard.allowPrivate, guard.resolve);
  const { method, body } = wanted;
  const headers = { ...wanted.headers, host: url.host, "content-length": String(Buffer.byteLength(body)) };
  const where = { host: address, port: url.port || (secure ? 443 : 80), path: `${url.pathname}${url.search}` };
  const signal = AbortSignal.timeout(answerMs);
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => {
      const why = signal.aborted ? "no answer in 10 s" : error.message;
      reject(new HubError("hub.unreachable", `${url.host}: ${why}`, { cause: error }));
    };
    const options = {
      ...where,
      method,
      headers,
      agent: false,
      signal,
      ...(secure ? tlsTo(url.hostname, authority) : {}),
    };
    const asked = (secure ? httpsRequest : httpRequest)(options, (response) => {
      readAll(response).then(resolve, failed);
    });
    asked.on("error", failed);
    asked.end(body);
  });
}

async function readAll(response: IncomingMessage): Promise<OutwardAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > answerBytes) throw new HubError("hub.unreachable", "the answer is far too long");
    chunks.push(chunk);
  }
  const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}
