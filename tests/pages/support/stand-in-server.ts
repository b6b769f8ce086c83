import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type WebSocket, WebSocketServer } from "ws";
import type { Invitation } from "../../../src/domain/assisted.ts";
import type { Intent } from "../../../src/domain/intent.ts";
import type { RoomState } from "../../../src/domain/room-state.ts";
import { type Page, pageHeaders } from "../../../src/panel/security-headers.ts";
import type { PageTicket, PanelDown, PanelUp, Problem } from "../../../src/protocol/panel.ts";

const pagesFolder = fileURLToPath(new URL("../../../dist/web", import.meta.url));

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

export type TicketAnswer = PageTicket | Problem | null;

export interface StandIn {
  origin: string;
  /** Shows a state and gives its version; `now` moves the room's clock. */
  show: (state: RoomState, now?: string) => number;
  /** What the pages wished, in order. */
  intents: Intent[];
  /** How wishes are answered; by default accepted at once. Null holds the answer back. */
  answer: (intent: Intent) => Problem | "accepted" | null;
  /** Answers everything that is held back. */
  release: () => void;
  /** @param name the guest's, or the display's own */
  ticket: (purpose: "display" | "guest", name: string) => Promise<TicketAnswer> | TicketAnswer;
  /** Answers for link and number of a meeting of another service. */
  invitation: () => Invitation | Problem;
  /** Answers what display and phones ask about the display's code. */
  phone: (path: string, body: string) => object;
  /** Cuts all lines; while `refusing`, new ones are cut too. */
  drop: () => void;
  refusing: boolean;
  close: () => Promise<void>;
}

export function problemOf(code: string, detail: string, status = 409): Problem {
  return { type: `urn:roomkeeper:${code}`, title: code, status, detail, code };
}

/** So often the daemon says its state again; a page doubts a line that is silent for longer. */
const heartbeatMs = 15_000;

/** Plays the daemon to the real built pages: one scripted state, wishes recorded. */
export async function startStandIn(first: RoomState, firstNow: string, port = 0): Promise<StandIn> {
  let state = first;
  let now = firstNow;
  let version = 0;
  const lines = new Set<WebSocket>();
  const held: (() => void)[] = [];
  const server = createServer((request, response) => void serve(request, response, standIn));
  const sockets = new WebSocketServer({ server, path: "/api/socket" });

  const tell = (line: WebSocket, message: PanelDown) => line.send(JSON.stringify(message));
  const tellState = (line: WebSocket) => tell(line, { type: "state", version, now, state });

  const heartbeat = setInterval(() => {
    if (!standIn.refusing) for (const line of lines) tellState(line);
  }, heartbeatMs);

  const standIn: StandIn = {
    origin: "",
    show: (next, at) => {
      state = next;
      now = at ?? now;
      version++;
      for (const line of lines) tellState(line);
      return version;
    },
    intents: [],
    answer: () => "accepted",
    release: () => {
      for (const answer of held.splice(0)) answer();
    },
    ticket: () => null,
    phone: () => problemOf("request.unknown", "phones are off", 404),
    invitation: () => problemOf("intent.impossible", "there is no such meeting"),
    drop: () => {
      for (const line of lines) line.terminate();
    },
    refusing: false,
    close: async () => {
      clearInterval(heartbeat);
      for (const line of lines) line.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  sockets.on("connection", (line) => {
    if (standIn.refusing) return line.terminate();
    lines.add(line);
    line.on("close", () => lines.delete(line));
    line.on("message", (data) => {
      const { id, intent } = JSON.parse(String(data)) as PanelUp;
      standIn.intents.push(intent);
      const answer = standIn.answer(intent);
      const send = () => {
        const refusal = answer === null ? standIn.answer(intent) : answer;
        tell(
          line,
          typeof refusal === "object" && refusal !== null
            ? { type: "refused", id, problem: refusal }
            : { type: "accepted", id },
        );
      };
      if (answer === null) held.push(send);
      else send();
    });
    tellState(line);
  });

  await listening(server, port);
  standIn.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return standIn;
}

/** A port that was just given up may be taken for a moment by the connection of somebody who looks for it. */
async function listening(server: Server, port: number): Promise<void> {
  for (let tries = 100; ; tries--) {
    try {
      server.listen(port, "127.0.0.1");
      await once(server, "listening");
      return;
    } catch (error) {
      if (port === 0 || tries === 0) throw error;
      await sleep(50);
    }
  }
}

async function serve(request: IncomingMessage, response: ServerResponse, standIn: StandIn): Promise<void> {
  const url = new URL(request.url ?? "/", standIn.origin);
  const ticket = /^\/api\/(display|guest)-ticket$/.exec(url.pathname)?.[1] as "display" | "guest" | undefined;
  if (ticket !== undefined)
    return serveTicket(
      response,
      await standIn.ticket(ticket, url.searchParams.get(ticket === "guest" ? "name" : "screen") ?? ""),
    );
  if (url.pathname === "/api/invitation") return serveJson(response, standIn.invitation());
  if (url.pathname.startsWith("/api/phone"))
    return serveJson(response, standIn.phone(url.pathname, await bodyOf(request)));
  const page = /^\/(panel|display|guest|phone)$/.exec(url.pathname)?.[1] as Page | undefined;
  const path = normalize(page === undefined ? url.pathname : `/${page}/index.html`);
  try {
    const body = await readFile(join(pagesFolder, path));
    const type = types[extname(path)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, ...(page && pageHeaders(page)) }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}

function serveTicket(response: ServerResponse, ticket: TicketAnswer): void {
  serveJson(response, ticket ?? problemOf("intent.impossible", "there is no meeting now"));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) text += String(part);
  return text;
}

function serveJson(response: ServerResponse, answer: object): void {
  const status = "status" in answer ? Number(answer.status) : 200;
  const type = status === 200 ? "application/json" : "application/problem+json";
  response.writeHead(status, { "content-type": type }).end(JSON.stringify(answer));
}
