import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import type { Invitation } from "../../../src/domain/assisted.ts";
import type { Intent } from "../../../src/domain/intent.ts";
import type { RoomState } from "../../../src/domain/room-state.ts";
import type { PanelOptions, RoomPort } from "../../../src/panel/ports.ts";
import { startPanelServer } from "../../../src/panel/server.ts";
import { silentLog } from "../../../src/platform/log.ts";
import type { PanelDown } from "../../../src/protocol/panel.ts";
import { exampleRoomState } from "../../simulators/example-room-state.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

/** A room that only keeps what it is told. */
class FakeRoom implements RoomPort {
  version = 1;
  current: RoomState = exampleRoomState();
  readonly wishes: Intent[] = [];
  #listeners = new Set<() => void>();

  state() {
    return { version: this.version, state: this.current };
  }

  onChange(listener: () => void) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get listeners() {
    return this.#listeners.size;
  }

  wish(intent: Intent): Promise<void> | void {
    this.wishes.push(intent);
  }

  change(changes: Partial<RoomState> = {}) {
    this.version++;
    this.current = { ...this.current, ...changes };
    for (const listener of this.#listeners) listener();
  }
}

const exampleInvitation: Invitation = {
  service: "zoom",
  url: "https://zoom.us/j/1234567890",
  meetingId: "123 456 7890",
  passcode: null,
  offer: { window: "off", needs: [], limits: ["controls"], browser: null, forgets: true },
};

/** A running panel server on a free port, ended with the test. */
export async function startPanel(changes: Partial<PanelOptions> = {}) {
  const room = new FakeRoom();
  const clock = new FakeClock();
  const ticket = { url: "ws://127.0.0.1:1", token: "t", passphrase: null };
  const server = await startPanelServer({
    host: "127.0.0.1",
    port: 0,
    allowedHosts: [],
    pagesFolder: await builtPages(),
    guest: true,
    room,
    metrics: () => Promise.resolve("# HELP up\nup 1\n"),
    readiness: () => ({ ready: true, parts: { room: true } }),
    tickets: { display: () => Promise.resolve(ticket), guest: () => Promise.resolve(ticket) },
    invitation: () => exampleInvitation,
    phone: null,
    look: {
      look: () => ({ microphone: 0.25, speaker: 0, picture: 1 }),
      playTone() {},
      picture: Uint8Array.of(0xff, 0xd8),
    },
    mirror: "here",
    reports: {
      write: () => Promise.resolve({ id: "R-ABCD", at: "2026-03-02T09:00:00Z" }),
      list: () => Promise.resolve([]),
      read: () => Promise.resolve("{}"),
    },
    log: silentLog,
    clock,
    ...changes,
  });
  onTestFinished(() => server.close());
  const own = `127.0.0.1:${server.port}`;
  const panel = {
    ...server,
    room,
    clock,
    own,
    ask: (path: string, options: AskOptions = {}) => ask(server.port, path, options),
    open: (headers: Record<string, string> = {}) => new SocketClient(`ws://${own}/api/socket`, headers),
    /** The room answers every wish like this. */
    answering(wish: RoomPort["wish"]) {
      room.wish = wish;
      return panel;
    },
  };
  return panel;
}

interface AskOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface Answered {
  status: number;
  headers: IncomingMessage["headers"];
  text: string;
  /** The parsed body, when it is JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: what it is, the test says
  body: any;
}

/** One request, with any Host (fetch would not allow that). */
function ask(port: number, path: string, { method = "GET", headers = {}, body }: AskOptions): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: "127.0.0.1", port, path, method, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk) => (text += chunk));
      response.on("end", () => {
        const json = response.headers["content-type"]?.includes("json") && text !== "";
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          body: json ? JSON.parse(text) : undefined,
        });
      });
      response.on("error", reject);
    });
    request.on("error", reject);
    request.on("upgrade", (_, socket) => {
      socket.destroy();
      resolve({ status: 101, headers: {}, text: "", body: undefined });
    });
    request.end(body);
  });
}

/** A page's socket that keeps what came. */
export class SocketClient {
  readonly raw: WebSocket;
  readonly received: PanelDown[] = [];
  /** Settles with the close code, or with the HTTP status (negative) that refused the upgrade. */
  readonly closed: Promise<{ code: number; reason: string }>;
  #waiting: { matches: (message: PanelDown) => boolean; resolve: (message: PanelDown) => void }[] = [];

  constructor(url: string, headers: Record<string, string>) {
    this.raw = new WebSocket(url, { headers, perMessageDeflate: false });
    onTestFinished(() => this.raw.terminate());
    this.raw.on("message", (data) => this.#take(JSON.parse(String(data))));
    this.closed = new Promise((resolve) => {
      this.raw.on("close", (code, reason) => resolve({ code, reason: String(reason) }));
      this.raw.on("unexpected-response", (_, response) => {
        resolve({ code: -(response.statusCode ?? 0), reason: "" });
        response.destroy();
      });
      this.raw.on("error", () => undefined);
    });
  }

  /** The first message, had or to come, that matches. */
  message(matches: (message: PanelDown) => boolean): Promise<PanelDown> {
    const had = this.received.find(matches);
    if (had !== undefined) return Promise.resolve(had);
    return new Promise((resolve) => this.#waiting.push({ matches, resolve }));
  }

  state = (version: number) => this.message((m) => m.type === "state" && m.version === version);
  answer = (id: string) => this.message((m) => m.type !== "state" && m.id === id);

  get versions() {
    return this.received.flatMap((m) => (m.type === "state" ? [m.version] : []));
  }

  wish(id: string, intent: unknown) {
    this.raw.send(JSON.stringify({ type: "intent", id, intent }));
  }

  #take(message: PanelDown) {
    this.received.push(message);
    for (const waiting of this.#waiting) if (waiting.matches(message)) waiting.resolve(message);
  }
}

async function builtPages(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "roomkeeper-pages-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "assets"));
  await mkdir(join(folder, "guest"));
  await writeFile(join(folder, "panel.html"), "<!doctype html><title>panel</title>");
  await writeFile(join(folder, "display.html"), "<!doctype html><title>display</title>");
  await writeFile(join(folder, "guest", "index.html"), "<!doctype html><title>guest</title>");
  await writeFile(join(folder, "phone.html"), "<!doctype html><title>phone</title>");
  await writeFile(join(folder, "assets", "panel-abc123.js"), "export {};");
  await writeFile(join(folder, "secret.txt"), "not an asset");
  return folder;
}
