import type { ClientRequest, IncomingMessage } from "node:http";
import type { SecureContext } from "node:tls";
import { WebSocket } from "ws";
import { HubError } from "../domain/errors.ts";
import { maxFrameBytes, type Urgency } from "../protocol/hub/frames.ts";
import { type ClientCredentials, connectToHub, type HubAddress, secureContextFor } from "./hub-address.ts";

/** An open connection to the hub: JSON texts. */
export interface HubSocket {
  send(text: string): void;
  /** Ends it; `onClose` follows. */
  close(): void;
}

export interface HubSocketEvents {
  onText(text: string): void;
  /** @param why for the log */
  onClose(why: string): void;
}

export type Dial = (urgency: Urgency, events: HubSocketEvents) => Promise<HubSocket>;

/** Why the hub did not accept the connection (its code, or empty), and when to come again if it said so. */
export class DialRefused extends HubError {
  readonly status: number;
  readonly retryAfterMs: number | null;
  readonly said: string;

  constructor(status: number, retryAfterMs: number | null, message: string, said = "") {
    super("hub.refused", message);
    this.said = said;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/** What need not be made anew for each connection with the same certificate. */
interface Kept {
  credentials: ClientCredentials;
  context: SecureContext;
  session: Buffer | null;
}

/** Opens the room's WebSocket over mutual TLS. */
export function dialHub(address: HubAddress, credentials: () => ClientCredentials): Dial {
  let kept: Kept | null = null;
  const keptFor = (now: ClientCredentials): Kept => {
    if (kept?.credentials !== now) kept = { credentials: now, context: secureContextFor(address, now), session: null };
    return kept;
  };
  return async (urgency, events) => {
    const own = keptFor(credentials());
    const stream = await connectToHub(address, own.context, false, own.session);
    // The first ticket is enough: each more costs room and hub some work.
    stream.once("session", (session) => {
      own.session = session;
    });
    const url = new URL("/room-link", address.url);
    url.protocol = "ws:"; // TLS is there already, under it.
    const socket = new WebSocket(url, {
      createConnection: () => stream,
      perMessageDeflate: false,
      maxPayload: maxFrameBytes,
      handshakeTimeout: 15_000,
      headers: { "x-urgency": urgency },
    });
    await opened(socket);
    socket.on("message", (data: Buffer) => events.onText(data.toString("utf8")));
    socket.on("close", (code, reason) => events.onClose(`${code} ${reason.toString()}`.trim()));
    return { send: (text) => socket.send(text), close: () => closeFirmly(socket) };
  };
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.on("error", (error) =>
      reject(new HubError("hub.unreachable", `no WebSocket: ${error.message}`, { cause: error })),
    );
    socket.once("unexpected-response", (request: ClientRequest, response: IncomingMessage) => {
      const seconds = Number(response.headers["retry-after"]);
      const retry = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null;
      const status = response.statusCode ?? 0;
      void codeOf(response).then((code) => {
        reject(new DialRefused(status, retry, `the hub answered ${status} ${code}`.trim(), code));
        request.destroy();
      });
    });
  });
}

const answerMs = 5_000;
const answerBytes = 10_000;

/** The code in an RFC 9457 answer; empty when there is none, or it does not come. */
async function codeOf(response: IncomingMessage): Promise<string> {
  const late = setTimeout(() => response.destroy(), answerMs).unref();
  try {
    let text = "";
    for await (const chunk of response.setEncoding("utf8")) {
      text += chunk;
      if (text.length > answerBytes) return "";
    }
    const { code } = JSON.parse(text) as { code?: unknown };
    return typeof code === "string" ? code.slice(0, 100) : "";
  } catch {
    return ""; // Another server, such as a proxy: its status is all that is known.
  } finally {
    clearTimeout(late);
  }
}

/** A peer that does not answer the closing is cut off. */
function closeFirmly(socket: WebSocket): void {
  socket.close(1000);
  setTimeout(() => socket.terminate(), 2000).unref();
}
