import { randomUUID, X509Certificate } from "node:crypto";
import type { Server } from "node:https";
import { join } from "node:path";
import { messageOf } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { VersionRange } from "../protocol/hub/version.ts";
import { AlertDesk } from "./alerts/alert-desk.ts";
import { allRoutes } from "./api/all-routes.ts";
import { type Rates, RequestLimits, usualRates } from "./api/limits.ts";
import { createApi } from "./api/server.ts";
import { FleetView } from "./estate/fleet-view.ts";
import { InProcessFanOut } from "./fan-out/in-process.ts";
import { NatsFanOut } from "./fan-out/nats.ts";
import { FrontDoor } from "./front-door.ts";
import { Admission, type AdmissionLimits } from "./gateway/admission.ts";
import { Gateway, type GatewayTimes } from "./gateway/gateway.ts";
import { roomLinkPath, roomUpgrade } from "./gateway/upgrade.ts";
import type { HubParts } from "./hub-parts.ts";
import { createListener, listenerCertificate } from "./listener.ts";
import { inviteFirst } from "./people/invite.ts";
import type { HubSettings } from "./settings.ts";
import { GroupCommit } from "./store/group-commit.ts";
import { lockFolder } from "./store/lock.ts";
import { openStore } from "./store/open.ts";
import { openVault } from "./store/secrets.ts";
import { openAuthority } from "./trust/authority.ts";
import { certificateFinder, identify, revokedSince } from "./trust/certificates.ts";
import { Claims } from "./trust/claims.ts";
import { TicketKeys } from "./trust/ticket-keys.ts";
import { settleExpired } from "./work/actions.ts";
import { loadRooms } from "./work/base-data.ts";
import { connectFanOut, redeliver } from "./work/exchange.ts";
import { HealthKeeper } from "./work/health-keeper.ts";
import { Neighbours } from "./work/neighbours.ts";
import { RollOuts } from "./work/roll-outs.ts";
import { HubRoomTraffic } from "./work/room-traffic.ts";
import { SummaryKeeper } from "./work/summary-keeper.ts";
import { prune } from "./work/upkeep.ts";

export interface HubOptions {
  clock: Clock;
  log: Log;
  version: string;
  /** The console's built pages (`dist/web`). Absent: this hub serves none. */
  pagesFolder?: string;
  admission?: AdmissionLimits;
  times?: Partial<GatewayTimes>;
  rates?: Rates;
  /** Of the protocol with rooms; what this build speaks when absent. */
  versions?: VersionRange;
}

export interface RunningHub {
  /** `https://host:port`. */
  url: string;
  /** For rooms at their first contact; see trust/authority.ts. */
  pin: string;
  /** Secret of the first owner's one-time link; null when there are people already. */
  firstLink: string | null;
  parts: HubParts;
  counts(): { connections: number; sessions: number };
  close(): Promise<void>;
}

/** What the hub lets in each second: a two-core machine makes about 500 handshakes. */
const usualAdmission: AdmissionLimits = { perSecond: 400, burst: 2000, tenantShare: 0.6 };

/** What rooms measured is written so often; a hub that is killed loses as much of it. */
const healthMs = 120_000;

/** Starts a hub process. @throws HubError with what has to be mended */
export async function startHub(settings: HubSettings, options: HubOptions): Promise<RunningHub> {
  const unlock = settings.database === null ? await lockFolder(settings.folder) : () => undefined;
  try {
    const parts = await assemble(settings, options);
    return await listen(settings, options, parts, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function assemble(settings: HubSettings, { clock, log }: HubOptions): Promise<HubParts> {
  const { folder, database } = settings;
  const vault = await openVault(join(folder, "master.key"));
  const store = await openStore(database ?? join(folder, "hub.db"));
  const authority = await openAuthority(store.db, vault, clock.now());
  return {
    hub: randomUUID(),
    store,
    commits: new GroupCommit(store, log),
    vault,
    authority,
    authorityCertificate: new X509Certificate(authority.certificate),
    claims: new Claims(store, vault, authority, clock),
    certificates: certificateFinder(store),
    names: settings.names,
    guard: { allowPrivate: settings.privateWebhooks },
    view: new FleetView(),
    fanOut: settings.nats === null ? new InProcessFanOut() : await NatsFanOut.open(settings.nats, log),
    clock,
    log,
  };
}

async function listen(
  settings: HubSettings,
  options: HubOptions,
  parts: HubParts,
  unlock: () => void,
): Promise<RunningHub> {
  const { store, fanOut, view, clock, log, authority, commits } = parts;
  const health = new HealthKeeper(parts);
  const traffic = new HubRoomTraffic({ ...parts, health });
  const gateway = new Gateway({
    traffic,
    clock,
    log,
    ...(options.times === undefined ? {} : { times: options.times }),
    ...(options.versions === undefined ? {} : { versions: options.versions }),
  });
  const rollOuts = new RollOuts(parts);
  connectFanOut(parts, gateway, traffic);
  await loadRooms(store, view);
  fanOut.publish("replay", {});
  const context = await listenerCertificate(settings, authority, clock);
  const tickets = new TicketKeys(store.db, parts.vault);
  const ticketKey = await tickets.at(clock.now());
  const api = await createApi({
    ...{ store, clock, log, version: options.version },
    limits: new RequestLimits(clock, options.rates ?? usualRates),
    routes: allRoutes(parts, rollOuts),
    pagesFolder: options.pagesFolder ?? null,
    server: (handler) => createListener(context, authority, ticketKey, handler),
  });
  const server = api.server as unknown as Server;
  const stopTimers = startTimers(parts, [
    ...regularWork(parts, gateway, rollOuts, health),
    [60_000, async () => server.setTicketKeys(await tickets.at(clock.now()))],
    [3_600_000, () => tickets.eraseOld(clock.now())],
  ]);
  upgrades(server, parts, gateway, options.admission ?? usualAdmission);
  await api.ready();
  const door = new FrontDoor(server, clock);
  const { port } = await door.listen(settings.host, settings.port);
  return {
    url: `https://${settings.names[0]}:${port}`,
    pin: authority.pin,
    firstLink: await inviteFirst(store, settings.organisation, clock.now()),
    parts,
    counts: () => gateway.counts,
    async close() {
      stopTimers();
      gateway.close();
      await door.close();
      await api.close();
      await health.flush().catch((error: unknown) => log.warn("measurements are lost", { cause: messageOf(error) }));
      await commits.settled();
      await fanOut.close();
      await store.close();
      unlock();
    },
  };
}

function upgrades(server: Server, parts: HubParts, gateway: Gateway, limits: AdmissionLimits): void {
  const { certificates, authorityCertificate, clock, log } = parts;
  const admission = new Admission(limits, clock.monotonicMs());
  const room = roomUpgrade({
    gateway,
    admission,
    identify: (presented) => identify(certificates, authorityCertificate, presented, clock.now()),
    clock,
    log,
  });
  server.on("upgrade", (request, socket, head) => {
    if (request.url === roomLinkPath) void room(request, socket, head);
    else socket.destroy();
  });
}

type Regular = readonly [everyMs: number, run: () => Promise<void> | void];

function regularWork(parts: HubParts, gateway: Gateway, rollOuts: RollOuts, health: HealthKeeper): Regular[] {
  const { clock, store } = parts;
  const alerts = new AlertDesk(parts);
  const keeper = new SummaryKeeper(parts);
  const neighbours = new Neighbours(parts);
  return [
    [2_000, () => neighbours.tick()],
    [1_000, () => alerts.tick()],
    [2_000, () => rollOuts.tick()],
    [5_000, () => keeper.flush()],
    [5_000, () => redeliver(parts, gateway)],
    [10_000, () => settleExpired(store, clock.now())],
    [healthMs, () => health.flush()],
    [3_600_000, () => prune(store, clock.now())],
    [20_000, () => expelRevoked(parts, gateway)],
  ];
}

function startTimers({ clock, log }: HubParts, work: readonly Regular[]): () => void {
  const stops = work.map(([everyMs, run]) => {
    let running = false;
    return clock.every(everyMs, () => {
      if (running) return;
      running = true;
      Promise.resolve(run())
        .catch((error: unknown) => log.error("regular work failed; it is tried again", { cause: messageOf(error) }))
        .finally(() => {
          running = false;
        });
    });
  });
  return () => {
    for (const stop of stops) stop();
  };
}

/** For a revocation of which this process was not told. */
async function expelRevoked({ store, clock }: HubParts, gateway: Gateway): Promise<void> {
  const revoked = new Set((await revokedSince(store, clock.now() - 120_000)).map(({ serial }) => serial));
  if (revoked.size === 0) return;
  for (const { room, serial } of gateway.rooms) {
    if (revoked.has(serial)) gateway.expel(room, [serial], "hub.revoked", "this room's certificate was revoked");
  }
}
