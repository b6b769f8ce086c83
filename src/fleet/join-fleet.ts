import { join } from "node:path";
import { messageOf } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { logTail } from "../platform/log-tail.ts";
import { SealedFile } from "../platform/sealed-file.ts";
import type { UpBody } from "../protocol/hub/bodies.ts";
import type { ActionNote } from "./action-runner.ts";
import { computerStart, measureComputer } from "./computer.ts";
import { diagnosticActions } from "./diagnostics.ts";
import { enrol, type ShownClaim } from "./enrolment.ts";
import { FleetMember } from "./fleet-member.ts";
import { askHub, type HubAddress, type HubRequest } from "./hub-address.ts";
import { dialHub } from "./hub-socket.ts";
import { type Identity, IdentityFolder, machineName } from "./identity.ts";
import { FileJournal, type Journal } from "./keyed-journal.ts";
import { Membership } from "./membership.ts";
import type { Configurable, HostActions, RoomPort } from "./room-port.ts";
import type { TargetNote } from "./target-keeper.ts";

export interface FleetParts {
  /** `https://host[:port]` of the hub. */
  url: string;
  /** Expected hash of the hub's own authority; null: the system's authorities vouch for the hub. */
  pin: string | null;
  /** `http://[user:password@]host:port`, or null. */
  proxy: string | null;
  /** Folder for key, certificate and what must not be lost. */
  folder: string;
  software: string;
  room: RoomPort;
  configurable: Configurable;
  host: HostActions;
  /** More for diagnostic bundles: plain data, without secrets. */
  diagnostics?: () => Promise<Record<string, unknown>>;
  /** More measurements for the room's health, such as temperatures. */
  measure?: () => Record<string, number>;
  /** The link came or went. */
  onOnline?: (online: boolean) => void;
  /** Shows a claim code on the panel; null: none is valid now. */
  showClaim: (claim: ShownClaim | null) => void;
  clock: Clock;
  log: Log;
}

export interface Fleet {
  /** Null until the room was claimed. */
  readonly member: FleetMember | null;
  /** Resolves when it is known whether there is a member. */
  readonly started: Promise<void>;
  close(): Promise<void>;
}

/**
 * Makes the room a member of its hub's fleet: shows a code until it is claimed, then keeps the link and the certificate; shows
 * one again when its key was revoked. Nothing here holds the room up: it works the same while the hub is away, and before.
 */
export async function joinFleet(parts: FleetParts): Promise<Fleet> {
  const journals = await journalsIn(parts.folder);
  const life = new FleetLife(parts, journals);
  life
    .run()
    .catch((error: unknown) => {
      if (!life.ended) parts.log.error("the room cannot join its hub's fleet", { cause: messageOf(error) });
    })
    // Whoever waits for the start waits for no hub that was left before.
    .finally(() => life.started.resolve());
  return {
    get member() {
      return life.member;
    },
    started: life.started.promise,
    async close() {
      life.end();
      await Promise.all(Object.values(journals).map((journal) => journal.close()));
    },
  };
}

type Journals = Awaited<ReturnType<typeof journalsIn>>;

/** One identity after the other, for as long as the daemon has this hub. */
class FleetLife {
  readonly #parts: FleetParts;
  readonly #journals: Journals;
  readonly #identities: IdentityFolder;
  readonly #keptTokens: SealedFile;
  readonly #end = new AbortController();
  #stop = () => {};
  member: FleetMember | null = null;
  readonly started = Promise.withResolvers<void>();

  constructor(parts: FleetParts, journals: Journals) {
    this.#parts = parts;
    this.#journals = journals;
    this.#identities = new IdentityFolder(parts.folder);
    this.#keptTokens = new SealedFile(join(parts.folder, "meeting-tokens.sealed"));
  }

  get ended(): boolean {
    return this.#end.signal.aborted;
  }

  end(): void {
    this.#end.abort();
    this.#stop();
  }

  async run(): Promise<void> {
    let identity = await this.#identities.read();
    while (!this.ended) {
      if (identity === null || identity.revoked) {
        this.started.resolve();
        // What opens meetings to whoever has this computer goes at once; settings stay, so that the room works on.
        this.#keptTokens.removeNow();
        identity = await this.#claim(identity, this.#end.signal);
        await forgetFormer(Object.values(this.#journals));
      }
      if (this.ended) return;
      const next = await this.#belong(identity);
      if (!next.revoked) await forgetFormer(Object.values(this.#journals));
      identity = next;
    }
  }

  #claim(former: Identity | null, signal: AbortSignal): Promise<Identity> {
    const { url, proxy, pin, software, clock, showClaim: show } = this.#parts;
    const address: HubAddress = { url, proxy, authority: null };
    const pending = { address, pin, folder: this.#identities, software, clock, signal, show };
    return enrol(former === null ? pending : { ...pending, former });
  }

  /** Until there is another identity, or this one was revoked. */
  async #belong(identity: Identity): Promise<Identity> {
    const { url, proxy, clock, log } = this.#parts;
    const authority = identity.authority === "" ? null : identity.authority;
    const address: HubAddress = { url, proxy, authority };
    const claimBeside = (former: Identity, signal: AbortSignal) => {
      signal.addEventListener("abort", () => this.#parts.showClaim(null));
      return this.#claim(former, signal);
    };
    const membership = new Membership({ address, identity, identities: this.#identities, claimBeside, clock, log });
    const member = await this.#memberOf(address, membership);
    this.member = member;
    this.started.resolve();
    this.#stop = () => {
      member.stop();
      membership.stop();
    };
    if (this.ended) this.#stop();
    else await member.start();
    if (this.ended) this.#stop();
    else membership.start();
    const next = await membership.over;
    this.#stop();
    // What is still being written would come back after it is erased.
    await member.tokens.saved;
    this.member = null;
    return next;
  }

  async #memberOf(address: HubAddress, membership: Membership): Promise<FleetMember> {
    const parts = this.#parts;
    const ask = (wanted: HubRequest) => askHub(address, membership.identity, wanted);
    const recentLog = () => logTail.lines();
    const actions = diagnosticActions({ ...parts, recentLog, more: parts.diagnostics, ask });
    return new FleetMember({
      ...parts,
      host: { ...actions, ...parts.host },
      dial: dialHub(address, () => membership.identity),
      nextConnection: () => this.#identities.nextConnection(),
      machine: await machineName(),
      journals: this.#journals,
      computerStart,
      measure: () => ({ ...measureComputer(), ...parts.measure?.() }),
      keptTokens: this.#keptTokens,
      onOnline: (online) => {
        if (online) membership.welcomed();
        parts.onOnline?.(online);
      },
      onTurnedAway: (code) => membership.turnedAway(code),
    });
  }
}

/** A room that is claimed anew is another one to the hub: versions and actions of the former say nothing of it. */
async function forgetFormer(journals: readonly Pick<Journal<unknown>, "entries" | "delete">[]): Promise<void> {
  for (const journal of journals) for (const [key] of journal.entries()) await journal.delete(key);
}

async function journalsIn(folder: string) {
  return {
    outbox: await FileJournal.open<UpBody>(join(folder, "outbox.journal")),
    actions: await FileJournal.open<ActionNote>(join(folder, "actions.journal")),
    target: await FileJournal.open<TargetNote>(join(folder, "target.journal")),
  };
}
