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
import { enrol, renewCertificate, type ShownClaim } from "./enrolment.ts";
import { FleetMember } from "./fleet-member.ts";
import { askHub, type HubAddress, type HubRequest } from "./hub-address.ts";
import { dialHub } from "./hub-socket.ts";
import { type Identity, IdentityFolder, machineName, renewalTime } from "./identity.ts";
import { FileJournal, type Journal } from "./keyed-journal.ts";
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
  close(): Promise<void>;
}

const renewalCheckMs = 3_600_000;

/**
 * Makes the room a member of its hub's fleet: shows a code until it is claimed, then keeps the link and the certificate. Nothing
 * here holds the room up: it works the same while the hub is away, and before.
 */
export async function joinFleet(parts: FleetParts): Promise<Fleet> {
  const { folder, clock, log } = parts;
  const journals = await journalsIn(folder);
  const end = new AbortController();
  const identities = new IdentityFolder(folder);
  const address: HubAddress = { url: parts.url, proxy: parts.proxy, authority: null };
  let member: FleetMember | null = null;
  let stopRenewing = () => {};
  const begin = async () => {
    const pending = {
      address,
      pin: parts.pin,
      folder: identities,
      software: parts.software,
      clock,
      signal: end.signal,
    };
    const before = await identities.read();
    let identity = before ?? (await enrol({ ...pending, show: parts.showClaim }));
    if (end.signal.aborted) return;
    if (before === null) await forgetFormer(Object.values(journals));
    const trusted = trustedAddress(address, identity);
    const dial = dialHub(trusted, () => identity);
    const nextConnection = () => identities.nextConnection();
    const recentLog = () => logTail.lines();
    const ask = (wanted: HubRequest) => askHub(trusted, identity, wanted);
    const sources = { ...parts, recentLog, more: parts.diagnostics, ask };
    const host = { ...diagnosticActions(sources), ...parts.host };
    const measure = () => ({ ...measureComputer(), ...parts.measure?.() });
    const machine = await machineName();
    const keptTokens = new SealedFile(join(folder, "meeting-tokens.sealed"));
    const own = { machine, journals, computerStart, measure, keptTokens };
    member = new FleetMember({ ...parts, ...own, host, dial, nextConnection });
    await member.start();
    const renew = async () => {
      if (clock.now() >= renewalTime(identity.certificate))
        identity = await renewCertificate(trusted, identity, identities);
    };
    const check = () =>
      void renew().catch((error: unknown) =>
        log.warn("the room's certificate was not renewed", { cause: messageOf(error) }),
      );
    check();
    stopRenewing = clock.every(renewalCheckMs, check);
  };
  begin().catch((error: unknown) => {
    if (!end.signal.aborted) log.error("the room cannot join its hub's fleet", { cause: messageOf(error) });
  });
  return {
    get member() {
      return member;
    },
    async close() {
      end.abort();
      stopRenewing();
      member?.stop();
      await Promise.all(Object.values(journals).map((journal) => journal.close()));
    },
  };
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

/** The hub's own authority, or the system's when it was kept empty. */
const trustedAddress = (address: HubAddress, identity: Identity): HubAddress => ({
  ...address,
  authority: identity.authority === "" ? null : identity.authority,
});
