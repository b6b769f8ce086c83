import { createHash, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import { isIP } from "node:net";
import { connect, createSecureContext, type SecureContext, type TLSSocket } from "node:tls";
import { HubError, messageOf } from "../domain/errors.ts";
import { tunnel } from "./proxy-tunnel.ts";

/** How to reach the hub. */
export interface HubAddress {
  /** `https://host[:port]`. */
  url: string;
  /** HTTP proxy on the way, or null. */
  proxy: string | null;
  /** The authority that vouches for the hub, PEM; null: the system's. */
  authority: string | null;
  /** The own address from which to come; absent: the system chooses. */
  from?: string;
}

/** The room's certificate and key, PEM. */
export interface ClientCredentials {
  certificate: string;
  key: string;
}

const connectMs = 15_000;

/** Keys and authorities, read once: that takes longer than a handshake, and a room comes again and again. */
export function secureContextFor(address: HubAddress, credentials: ClientCredentials | null): SecureContext {
  return createSecureContext({
    ...(address.authority === null ? {} : { ca: address.authority }),
    ...(credentials === null ? {} : { cert: credentials.certificate, key: credentials.key }),
    minVersion: "TLSv1.3",
  });
}

/**
 * A TLS 1.3 connection to the hub, through the proxy when there is one.
 * @param context see secureContextFor; null: without a certificate of the room
 * @param session of an earlier connection, to be resumed if the hub still can
 * @throws HubError hub.unreachable, hub.proxy
 */
export async function connectToHub(
  address: HubAddress,
  context: SecureContext | null,
  trustAnyone = false,
  session: Buffer | null = null,
): Promise<TLSSocket> {
  const { hostname, port } = new URL(address.url);
  const host = hostname.replace(/^\[|\]$/g, "");
  const number = port === "" ? 443 : Number(port);
  const through = address.proxy === null ? {} : { socket: await tunnel(address.proxy, host, number) };
  const socket = connect({
    host,
    port: number,
    ...through,
    ...(address.from === undefined ? {} : { localAddress: address.from }),
    ...(isIP(host) ? {} : { servername: host }),
    secureContext: context ?? secureContextFor(address, null),
    rejectUnauthorized: !trustAnyone,
    ...(session === null ? {} : { session }),
  });
  try {
    await once(socket, "secureConnect", { signal: AbortSignal.timeout(connectMs) });
    return socket;
  } catch (error) {
    socket.destroy();
    throw new HubError("hub.unreachable", `the hub ${address.url} cannot be reached: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/**
 * Fetches the hub's own authority at the first contact, and believes it only when it has the expected hash.
 * @param pin `sha256:` and 64 hexadecimal digits, as the hub shows it
 * @throws HubError hub.refused when it is another one
 */
export async function fetchAuthority(address: HubAddress, pin: string): Promise<string> {
  const socket = await connectToHub(address, null, true);
  const answer = await askOver(socket, address, { method: "GET", path: "/api/enrol/authority" });
  const { certificate } = answer as { certificate?: string };
  try {
    const found = `sha256:${createHash("sha256")
      .update(new X509Certificate(certificate ?? "").raw)
      .digest("hex")}`;
    if (found === pin.toLowerCase()) return certificate as string;
    throw new HubError("hub.refused", `another one answers: its authority is ${found}`);
  } catch (error) {
    throw new HubError("hub.refused", `${address.url} is not the expected hub: ${messageOf(error)}`, { cause: error });
  }
}

export interface HubRequest {
  method: "GET" | "POST" | "PUT";
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/**
 * One JSON request to the hub.
 * @throws HubError with the hub's code and words when it refuses
 */
export async function askHub(
  address: HubAddress,
  credentials: ClientCredentials | null,
  wanted: HubRequest,
): Promise<unknown> {
  return askOver(await connectToHub(address, secureContextFor(address, credentials)), address, wanted);
}

const answerBytes = 1_000_000;

async function askOver(socket: TLSSocket, address: HubAddress, wanted: HubRequest): Promise<unknown> {
  const body = wanted.body === undefined ? "" : JSON.stringify(wanted.body);
  // TLS is there already: HTTP goes over it.
  const asked = request({
    method: wanted.method,
    path: wanted.path,
    host: new URL(address.url).host,
    createConnection: () => socket,
    headers: {
      ...wanted.headers,
      ...(body === "" ? {} : { "content-type": "application/json" }),
      "content-length": Buffer.byteLength(body),
    },
    signal: AbortSignal.timeout(connectMs),
  });
  try {
    asked.end(body);
    const [response] = await once(asked, "response");
    let text = "";
    for await (const chunk of response.setEncoding("utf8")) {
      text += chunk;
      if (text.length > answerBytes) throw new HubError("hub.unreachable", "the answer is far too long");
    }
    return readAnswer(response.statusCode ?? 0, text);
  } catch (error) {
    if (error instanceof HubError) throw error;
    throw new HubError("hub.unreachable", `the hub ${address.url} does not answer: ${messageOf(error)}`, {
      cause: error,
    });
  } finally {
    socket.destroy();
  }
}

function readAnswer(status: number, text: string): unknown {
  const answer = text === "" ? null : (JSON.parse(text) as { detail?: string } | null);
  if (status < 300) return answer;
  const retry = status === 429 || status >= 500 ? "later" : "never";
  throw new HubError("hub.refused", answer?.detail ?? `the hub answered ${status}`, { retry });
}
