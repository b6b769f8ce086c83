import { HubError, messageOf } from "../../domain/errors.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Log } from "../../platform/log.ts";
import type { DownBody, UpBodies } from "../../protocol/hub/bodies.ts";
import type { JsonObject } from "../../protocol/hub/difference.ts";
import type { FleetView } from "../estate/fleet-view.ts";
import { faultChanges, summarise } from "../estate/summary.ts";
import type { FanOut } from "../fan-out/fan-out.ts";
import type { DurableBody, RoomTraffic } from "../gateway/traffic.ts";
import type { GroupCommit } from "../store/group-commit.ts";
import { newId } from "../store/ids.ts";
import type { Vault } from "../store/secrets.ts";
import type { Changes, Store } from "../store/store.ts";
import type { RoomIdentity } from "../trust/certificates.ts";
import type { Sighting } from "../trust/clones.ts";
import { markSent, storeOutcome } from "./actions.ts";
import { connectLookups, readTarget } from "./connect-lookups.ts";
import type { HealthKeeper } from "./health-keeper.ts";
import { Looks } from "./looks.ts";
import { answerToken } from "./meeting-tokens.ts";
import { Sightings } from "./sightings.ts";

export interface RoomTrafficParts {
  store: Store;
  commits: GroupCommit;
  vault: Vault;
  view: FleetView;
  fanOut: FanOut;
  health: HealthKeeper;
  hub: string;
  clock: Clock;
  log: Log;
}

/** What becomes of that which rooms say: into the store, the view, and to the other hub processes. */
export class HubRoomTraffic implements RoomTraffic {
  readonly #parts: RoomTrafficParts;
  readonly #looks: Looks;
  readonly #gone = new Set<string>();
  readonly #sightings: Sightings;
  readonly #known: ReturnType<typeof connectLookups>;

  constructor(parts: RoomTrafficParts) {
    this.#parts = parts;
    this.#sightings = new Sightings(parts.commits);
    this.#known = connectLookups(parts.store, parts.clock);
    this.#looks = new Looks(parts);
  }

  async lastSighting(room: string): Promise<Sighting | null> {
    return (await this.#known.sighting.get(room)) ?? null;
  }

  async seen(identity: RoomIdentity, sighting: Sighting & { software: string }): Promise<void> {
    const { clock, view } = this.#parts;
    const { software, address } = sighting;
    await this.#sightings.store({ room: identity.room, ...sighting, seen_at: clock.now(), quarantined_for: null });
    const known = view.byId(identity.room);
    if (known?.software !== software || known.address !== address) this.#tell(identity, { software, address });
  }

  suspicion(identity: RoomIdentity, what: string, detail: string): void {
    const { commits, clock, log } = this.#parts;
    log.warn("a room is suspicious", { room: identity.room, what, detail });
    const id = newId("event", clock.now());
    const event = { kind: "event" as const, id, at: clock.now(), what, subject: identity.room, detail };
    const store = async (tx: Changes) => {
      await this.#insertEvent(tx, identity, event);
      await tx.updateTable("room_links").set({ quarantined_for: detail }).where("room", "=", identity.room).execute();
    };
    commits.add(store).catch((error: unknown) => this.#lost(error));
    this.#tell(identity, { suspicion: detail });
  }

  async outstanding(identity: RoomIdentity, target: number): Promise<DownBody[]> {
    const { room } = identity;
    const { version, actions } = this.#known;
    const [newest = 0, open = []] = await Promise.all([version.get(room), actions.get(room)]);
    this.delivered(open.map(({ id }) => id));
    const row = newest > target ? await readTarget(this.#parts.store, room) : undefined;
    if (row === undefined) return open;
    return [{ kind: "target", version: row.version, document: JSON.parse(row.document) as JsonObject }, ...open];
  }

  /** Actions that went out to their room. */
  delivered(ids: readonly string[]): void {
    markSent(this.#parts.store, ids).catch((error: unknown) => this.#lost(error));
  }

  state(identity: RoomIdentity, state: JsonObject): void {
    const { room } = identity;
    this.#looks.state(identity, state);
    const summary = summarise(state);
    const before = this.#parts.view.byId(room)?.summary ?? null;
    if (JSON.stringify(before) === JSON.stringify(summary)) return;
    this.#note(identity, faultChanges(before, summary));
    this.#tell(identity, { summary });
  }

  presence(identity: RoomIdentity, connected: boolean): void {
    const { room } = identity;
    if (!connected) this.#looks.gone(room);
    // Not at each start of the hub: only a room that was seen to go is noted as back.
    if (!connected || this.#gone.delete(room)) this.#note(identity, [{ what: connected ? "online" : "offline" }]);
    if (!connected) this.#gone.add(room);
    this.#tell(identity, { connected, seenAt: this.#parts.clock.now(), hub: connected ? this.#parts.hub : null });
  }

  store(identity: RoomIdentity, body: DurableBody): Promise<void> {
    return this.#parts.commits
      .add((tx) => this.#storeOne(tx, identity, body))
      .then(() => this.#afterStore(identity, body));
  }

  answer(identity: RoomIdentity, body: UpBodies["token"]): Promise<DownBody> {
    const { store, vault, view, clock } = this.#parts;
    const name = view.byId(identity.room)?.name ?? identity.room;
    return answerToken(store, vault, identity, name, body, clock.now());
  }

  minor(identity: RoomIdentity, body: UpBodies["telemetry"] | UpBodies["log"]): void {
    if (body.kind === "log") this.#parts.log.debug("from a room", { room: identity.room, line: body.message });
    else this.#parts.health.take(identity.organisation, identity.room, body.at, body.values);
  }

  async #storeOne(tx: Changes, identity: RoomIdentity, body: DurableBody): Promise<void> {
    const { room, organisation } = identity;
    const { store, clock } = this.#parts;
    if (body.kind === "outcome") return storeOutcome(store, tx, organisation, room, body, clock.now());
    if (body.kind === "event") return this.#insertEvent(tx, identity, body);
    const { version, status, reason, at } = body;
    const report = { version, status, reason, document: JSON.stringify(body.document), at };
    await tx
      .insertInto("reports")
      .values({ room, ...report })
      // Reports can come late, after newer ones.
      .onConflict((c) => c.column("room").doUpdateSet(report).where("reports.version", "<=", version))
      .execute();
  }

  async #insertEvent(
    tx: Changes,
    { room, organisation }: RoomIdentity,
    { id, at, what, subject, detail }: UpBodies["event"],
  ): Promise<void> {
    await tx
      .insertInto("events")
      .values({ room, id, organisation, at, received_at: this.#parts.clock.now(), what, subject, detail })
      .onConflict((c) => c.columns(["room", "id"]).doNothing())
      .execute();
  }

  #afterStore(identity: RoomIdentity, body: DurableBody): void {
    if (body.kind !== "reported") return;
    const { room, organisation } = identity;
    const { version, status, reason } = body;
    if (version < (this.#parts.view.byId(room)?.reportedVersion ?? 0)) return;
    this.#tell(identity, { reportedVersion: version, reportedStatus: status, reportedReason: reason });
    this.#parts.fanOut.publish("answered", { organisation, room, version, status });
  }

  #tell({ room, organisation }: RoomIdentity, change: Parameters<FleetView["update"]>[1]): void {
    this.#parts.fanOut.publish("room", { id: room, organisation, hub: this.#parts.hub, change });
  }

  /** For the room's history. */
  #note(identity: RoomIdentity, happened: readonly { what: string; subject?: string; detail?: string }[]): void {
    const { commits, clock } = this.#parts;
    const now = clock.now();
    for (const { what, subject = "", detail = "" } of happened) {
      const event = { kind: "event" as const, id: newId("event", now), at: now, what: `room.${what}`, subject, detail };
      commits.add((tx) => this.#insertEvent(tx, identity, event)).catch((error: unknown) => this.#lost(error));
    }
  }

  #lost(error: unknown): void {
    const cause = error instanceof HubError ? error.message : messageOf(error);
    this.#parts.log.error("the hub could not store", { cause });
  }
}
