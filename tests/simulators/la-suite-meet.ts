import { randomUUID } from "node:crypto";
import type { Clock } from "../../src/platform/clock.ts";
import { type Asked, type Said, type StandIn, standIn } from "./http-stand-in.ts";

/** One room of the deployment. */
export interface SuiteRoom {
  id: string;
  accessLevel: "public" | "trusted" | "restricted";
}

interface Visitor {
  status: "waiting" | "accepted" | "denied";
  username: string;
  room: string;
  seenMs: number;
  decidedMs: number;
}

export interface SuiteMeet {
  server: StandIn;
  /** Slugs that are registered. */
  rooms: Map<string, SuiteRoom>;
  /** Who stands in the lobby, by the cookie. */
  visitors: Map<string, Visitor>;
  /** How often a waiting person was announced to the host. */
  rings: number;
  /** Hands as the service set them, by identity. */
  hands: Map<string, boolean>;
  /** Answers of the next requests at the door, instead of what is right; null cuts the line. */
  troubles: (Said | null)[];
  /** What a click of the host answers. */
  decide(id: string, allow: boolean): number;
  close(): void;
}

export interface SuiteOptions {
  allowUnregistered?: boolean;
  /** The LiveKit server behind it, and its tokens. */
  livekit?: string;
  makeToken?: TokenMaker;
  /** Key and certificate, PEM. */
  tls?: { key: string; cert: string };
  /** The real service sets the participant's attribute then. */
  onHand?: (room: string, identity: string, raised: boolean) => void;
}

const placeLostMs = 3000;
const deniedStaysMs = 5000;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const path = /^\/api\/v1\.0\/rooms\/([^/]+)\/(?:([a-z-]+)\/)?$/;

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Said => ({ status, body, headers });
const slugged = (name: string) =>
  decodeURIComponent(name)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");

/**
 * La Suite Meet as it was measured: slugs without added hyphens, 301 without the slash, phantom rooms, the lobby with its times,
 * a throttle for each cookie, hands by bearer.
 */
export async function suiteMeet(clock: Clock, options: SuiteOptions = {}): Promise<SuiteMeet> {
  const {
    allowUnregistered = true,
    makeToken = fakeToken,
    livekit = "https://lk.example",
    onHand = () => {},
  } = options;
  const tokens = new Map<string, string>();
  const knocks = new Map<string, number[]>();

  const say = (asked: Asked): Said => {
    const [place, slash] = [asked.path.split("?")[0] ?? "", asked.path.includes("/?") || asked.path.endsWith("/")];
    if (!slash) return { status: 301, body: "", headers: { location: `${place}/` } };
    if (place === "/api/v1.0/config/") return json(200, { livekit: { url: livekit } });
    const [, name = "", action] = path.exec(place) ?? [];
    if (name === "") return json(404, { detail: "Not found." });
    const slug = slugged(name);
    if (action === "request-entry") return atDoor(slug, asked);
    if (action === "toggle-hand") return hand(slug, asked);
    return asked.method === "GET" ? roomOf(slug) : json(405, { detail: `Method "${asked.method}" not allowed.` });
  };

  const roomOf = (slug: string): Said => {
    const room = suite.rooms.get(slug);
    const access = (id: string) => ({ url: livekit, room: id, token: makeToken(randomUUID(), slug) });
    if (room === undefined) {
      if (!allowUnregistered) return json(404, { detail: "No Room matches the given query." });
      return json(200, { id: null, is_administrable: false, access_level: "public", slug, livekit: access(slug) });
    }
    const { id, accessLevel } = room;
    const open = accessLevel === "public" ? { pin_code: null, livekit: access(id) } : {};
    return json(200, { id, name: slug, slug, configuration: {}, access_level: accessLevel, ...open });
  };

  const atDoor = (slug: string, { method, headers, body }: Asked): Said => {
    const trouble = suite.troubles.shift();
    if (trouble === null) return { status: 0 };
    if (trouble !== undefined) return trouble;
    if (method !== "POST") return json(405, { detail: `Method "${method}" not allowed.` });
    if (!headers["content-type"]?.startsWith("application/json"))
      return json(415, { detail: "Unsupported media type" });
    const { username } = JSON.parse(body) as { username?: string };
    if (username === undefined) return json(400, { username: ["This field is required."] });
    if (username === "") return json(400, { username: ["This field may not be blank."] });
    const room = suite.rooms.get(slug);
    if (room === undefined) return json(404, { detail: "No Room matches the given query." });
    const id = /lobbyParticipantId=([^;]+)/.exec(headers.cookie ?? "")?.[1] ?? randomUUID();
    if (throttled(id)) {
      const detail = "Request was throttled. Expected available in 59 seconds.";
      return json(429, { detail }, { "retry-after": "59" });
    }
    const status = room.accessLevel === "public" ? "accepted" : statusOf(id, slug, username);
    const token = status === "accepted" ? makeToken(id, room.id, username) : null;
    if (token !== null) tokens.set(token, id);
    const access = token === null ? null : { url: livekit, room: room.id, token };
    const cookie = { "set-cookie": `lobbyParticipantId=${id}; HttpOnly; Path=/; SameSite=Lax; Secure` };
    return json(200, { status, username, id, color: "hsl(179, 65%, 25%)", livekit: access }, cookie);
  };

  const throttled = (id: string): boolean => {
    const recent = [...(knocks.get(id) ?? []), clock.now()].filter((at) => clock.now() - at < 60_000);
    knocks.set(id, recent);
    return recent.length > 150;
  };

  const statusOf = (id: string, room: string, username: string): Visitor["status"] => {
    const nowMs = clock.now();
    const known = suite.visitors.get(id);
    const over =
      known === undefined ||
      known.room !== room ||
      (known.status === "waiting" && nowMs - known.seenMs > placeLostMs) ||
      (known.status === "denied" && nowMs - known.decidedMs > deniedStaysMs);
    if (over) {
      suite.rings++;
      suite.visitors.set(id, { status: "waiting", username, room, seenMs: nowMs, decidedMs: 0 });
      return "waiting";
    }
    known.seenMs = nowMs;
    known.username = username;
    return known.status;
  };

  const hand = (slug: string, { headers, body }: Asked): Said => {
    const identity = tokens.get(/^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1] ?? "");
    if (identity === undefined) return json(401, { detail: "Authentication credentials were not provided." });
    if (!suite.rooms.has(slug)) return json(404, { detail: "No Room matches the given query." });
    const { raised } = JSON.parse(body) as { raised: boolean };
    suite.hands.set(identity, raised);
    onHand(suite.rooms.get(slug)?.id ?? "", identity, raised);
    return json(200, { status: "success" });
  };

  const suite: SuiteMeet = {
    server: await standIn(say, options.tls ?? null),
    rooms: new Map(),
    visitors: new Map(),
    rings: 0,
    hands: new Map(),
    troubles: [],
    decide(id, allow) {
      if (!uuid.test(id)) return 400;
      const visitor = suite.visitors.get(id);
      if (visitor?.status !== "waiting" || clock.now() - visitor.seenMs > placeLostMs) return 404;
      Object.assign(visitor, { status: allow ? "accepted" : "denied", decidedMs: clock.now() });
      return 200;
    },
    close: () => suite.server.close(),
  };
  return suite;
}

type TokenMaker = (identity: string, room: string, name?: string) => string;

let made = 0;
/** Of the shape of a token; nobody checks it here. */
const fakeToken: TokenMaker = (sub, room) =>
  ["{}", JSON.stringify({ sub, video: { room }, nonce: ++made })]
    .map((part) => Buffer.from(part).toString("base64url"))
    .concat("sig")
    .join(".");
