import { createHmac, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import type { IncomingHttpHeaders } from "node:http";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { enrol, type ShownClaim } from "../../../src/fleet/enrolment.ts";
import { FleetMember, type FleetMemberParts } from "../../../src/fleet/fleet-member.ts";
import type { HubAddress } from "../../../src/fleet/hub-address.ts";
import { dialHub } from "../../../src/fleet/hub-socket.ts";
import { type Identity, IdentityFolder } from "../../../src/fleet/identity.ts";
import { MemoryJournal } from "../../../src/fleet/keyed-journal.ts";
import { type HubOptions, type RunningHub, startHub } from "../../../src/hub/hub.ts";
import type { HubSettings } from "../../../src/hub/settings.ts";
import { type Clock, systemClock } from "../../../src/platform/clock.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { freePort } from "../../simulators/free-port.ts";
import { FakeRoom } from "../../unit/fleet/fake-room.ts";

/** Tests ask a hub more than people do, and the more often the longer they wait. */
const plenty = { perSecond: 1e6, burst: 1e6 };
const rates = { address: plenty, anybody: plenty, organisation: plenty };

export interface Answer<T = Record<string, unknown>> {
  status: number;
  headers: IncomingHttpHeaders;
  body: T;
}

/** A hub in a folder of its own, with its first owner signed in. */
export class HubKit {
  hub!: RunningHub;
  folder!: string;
  organisation = "";
  cookie = "";
  csrf = "";
  settings!: HubSettings;
  /** Null: of a hub in another process. */
  #options: HubOptions | null = null;
  #members = new Set<FleetMember>();

  static async start(options: Partial<HubOptions> = {}, settings: Partial<HubSettings> = {}): Promise<HubKit> {
    const kit = new HubKit();
    kit.folder = await mkdtemp(join(tmpdir(), "rk-hub-"));
    kit.#options = { clock: systemClock, log: silentLog, version: "1.2.3", rates, ...options };
    kit.settings = {
      folder: join(kit.folder, "hub"),
      host: "127.0.0.1",
      port: await freePort(),
      names: ["127.0.0.1"],
      database: null,
      nats: null,
      organisation: "Acme",
      tls: null,
      privateWebhooks: true,
      ...settings,
    };
    kit.hub = await startHub(kit.settings, kit.#options);
    return kit;
  }

  /** Starts again on the same folder and port. */
  async restart(): Promise<void> {
    await this.hub.close();
    this.hub = await startHub(this.settings, this.#options as HubOptions);
  }

  async stop(): Promise<void> {
    for (const member of this.#members) member.stop();
    await this.hub.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const own = this.cookie === "" ? {} : { cookie: `__Host-roomkeeper=${this.cookie}`, "x-csrf": this.csrf };
    return send<T>(this.hub, method, path, body, { ...own, ...headers });
  }

  /** In the kit's organisation. */
  own<T = Record<string, unknown>>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    return this.call<T>(method, `/api/o/${this.organisation}${path}`, body, headers);
  }

  /** Takes the first owner's one-time link. */
  async signInFirst(email = "owner@acme.example"): Promise<void> {
    const accepted = await this.accept(this.hub.firstLink as string, email);
    this.take(accepted);
    const me = await this.call<{ organisations: { id: string }[] }>("GET", "/api/me");
    this.organisation = me.body.organisations[0]?.id as string;
  }

  async accept(secret: string, email: string, password = "correct horse battery"): Promise<Answer> {
    const opened = await send<{ totp: { seed: string; letters: string } }>(this.hub, "POST", "/api/invitations/open", {
      secret,
    });
    const { seed, letters } = opened.body.totp;
    const code = totp(letters, this.#options?.clock.now() ?? Date.now());
    return send(this.hub, "POST", "/api/invitations/accept", { secret, email, name: email, password, seed, code });
  }

  take(accepted: Answer): void {
    this.cookie = /__Host-roomkeeper=([^;]+)/.exec(accepted.headers["set-cookie"]?.[0] ?? "")?.[1] as string;
    this.csrf = accepted.body.csrf as string;
  }

  get address(): HubAddress {
    return { url: this.hub.url, proxy: null, authority: null };
  }

  /** Lets a room ask for a code, claims it and returns what the room keeps. */
  async enrolRoom(name: string, address = this.address): Promise<{ identity: Identity; folder: IdentityFolder }> {
    const folder = new IdentityFolder(join(this.folder, `room-${randomUUID()}`));
    const shown = Promise.withResolvers<ShownClaim>();
    const signal = AbortSignal.timeout(90_000);
    const show = (claim: ShownClaim | null) => claim !== null && shown.resolve(claim);
    const identity = enrol({ address, pin: this.hub.pin, folder, software: "0.1.0", clock: quick, show, signal });
    const { code } = await shown.promise;
    const claimed = await this.own("POST", "/claims", { code, name });
    if (claimed.status !== 200) throw new Error(`claim: ${JSON.stringify(claimed.body)}`);
    return { identity: await identity, folder };
  }

  /** A simulated room with real link code. */
  member(identity: Identity, folder: IdentityFolder, parts: Partial<FleetMemberParts> = {}, address = this.address) {
    const room = new FakeRoom();
    const member = new FleetMember({
      room,
      configurable: { isLive: () => false, apply: () => Promise.resolve() },
      host: {},
      dial: dialHub({ ...address, authority: identity.authority }, () => identity),
      nextConnection: () => folder.nextConnection(),
      machine: "machine-1",
      software: "0.1.0",
      journals: { outbox: new MemoryJournal(), actions: new MemoryJournal(), target: new MemoryJournal() },
      clock: quick,
      log: silentLog,
      random: () => 0.01,
      ...parts,
    });
    this.#members.add(member);
    return { member, room };
  }

  /** Waits until the hub's answer is as wanted. A problem is no answer: such as that it is asked too much (429). */
  async until<T>(path: string, fits: (body: T) => boolean): Promise<T> {
    const end = performance.now() + 90_000;
    for (;;) {
      const { status, body } = await this.own<T>("GET", path);
      if (status === 200 && fits(body)) return body;
      if (performance.now() > end) throw new Error(`${path} stayed ${JSON.stringify(body).slice(0, 2000)}`);
      // One in a process of its own has the usual rates.
      await new Promise((resolve) => setTimeout(resolve, this.#options === null ? 100 : 25));
    }
  }
}

/** Real time, but waits between tries are short. */
const quick: Clock = { ...systemClock, after: (ms, run) => systemClock.after(ms === 2000 ? 50 : ms, run) };

export function send<T = Record<string, unknown>>(
  hub: RunningHub,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(hub.url);
    const text = body === undefined ? "" : JSON.stringify(body);
    const typed =
      text === "" ? {} : { "content-type": "application/json", "content-length": String(Buffer.byteLength(text)) };
    const ca = hub.parts.authority.certificate;
    const asked = request(
      { hostname, port, method, path, ca, headers: { ...typed, ...headers }, agent: false },
      (response) => {
        let answer = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          answer += chunk;
        });
        response.on("end", () => {
          const json = /\bjson\b/.test(response.headers["content-type"] ?? "");
          resolve({
            status: response.statusCode as number,
            headers: response.headers,
            body: (json ? JSON.parse(answer) : answer) as T,
          });
        });
      },
    );
    asked.on("error", reject);
    asked.end(text);
  });
}

/** An authenticator app, written here again: the test must not trust the hub's own arithmetic. */
function totp(letters: string, now: number): string {
  const bits = [...letters]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const seed = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeUInt32BE(Math.floor(now / 30_000), 4);
  const hash = createHmac("sha1", seed).update(counter).digest();
  const at = hash[19]! & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1e6).padStart(6, "0");
}
