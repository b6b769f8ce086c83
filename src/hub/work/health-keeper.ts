import { addHealth, addSample, type Health, sampleTime, startOf } from "../estate/health.ts";
import type { HubParts } from "../hub-parts.ts";
import type { Changes } from "../store/store.ts";

const chunk = 100;
const dayMs = 86_400_000;
/** How long what is kept: ten thousand rooms make about two million rows of hours, and one of days. */
const kept = { hoursMs: 8 * dayMs, daysMs: 100 * dayMs, eventsMs: 100 * dayMs, bundlesMs: 30 * dayMs } as const;

interface Pending {
  organisation: string;
  room: string;
  hour: number;
  health: Health;
}

/** Sums rooms' measurements up by hour and day, in memory for some minutes and then in the store. */
export class HealthKeeper {
  readonly #parts: Pick<HubParts, "store" | "clock" | "commits">;
  #pending = new Map<string, Pending>();

  constructor(parts: Pick<HubParts, "store" | "clock" | "commits">) {
    this.#parts = parts;
  }

  take(organisation: string, room: string, at: number, values: Readonly<Record<string, number>>): void {
    const hour = startOf("h", sampleTime(at, this.#parts.clock.now()));
    const key = `${room} ${hour}`;
    const before = this.#pending.get(key)?.health ?? {};
    this.#pending.set(key, { organisation, room, hour, health: addSample(before, values) });
  }

  /** Writes what has come since the last time; it is added to what is there. */
  async flush(): Promise<void> {
    const all = [...this.#pending.values()];
    this.#pending = new Map();
    for (let at = 0; at < all.length; at += chunk) {
      const some = all.slice(at, at + chunk);
      try {
        await this.#parts.commits.add((tx) => addAll(tx, some));
      } catch (error) {
        for (const one of all.slice(at)) this.#putBack(one);
        throw error;
      }
    }
  }

  #putBack(one: Pending): void {
    const key = `${one.room} ${one.hour}`;
    const newer = this.#pending.get(key)?.health ?? {};
    this.#pending.set(key, { ...one, health: addHealth(one.health, newer) });
  }

  /** Removes what is older than it is kept. */
  async prune(): Promise<void> {
    const { store, clock } = this.#parts;
    const now = clock.now();
    for (const [period, ms] of [
      ["h", kept.hoursMs],
      ["d", kept.daysMs],
    ] as const)
      await store.db
        .deleteFrom("room_health")
        .where("period", "=", period)
        .where("start", "<", now - ms)
        .execute();
    await store.db
      .deleteFrom("events")
      .where("received_at", "<", now - kept.eventsMs)
      .execute();
    const old = store.db
      .selectFrom("bundles")
      .select("action")
      .where("created_at", "<", now - kept.bundlesMs);
    await store.db.deleteFrom("bundle_parts").where("action", "in", old).execute();
    await store.db
      .deleteFrom("bundles")
      .where("created_at", "<", now - kept.bundlesMs)
      .execute();
  }
}

async function addAll(tx: Changes, some: readonly Pending[]): Promise<void> {
  for (const period of ["h", "d"] as const) {
    const rows = new Map<string, { organisation: string; room: string; start: number; health: Health }>();
    for (const { organisation, room, hour, health } of some) {
      const start = startOf(period, hour);
      const before = rows.get(`${room} ${start}`)?.health ?? {};
      rows.set(`${room} ${start}`, { organisation, room, start, health: addHealth(before, health) });
    }
    const rooms = [...new Set(some.map(({ room }) => room))];
    const starts = [...new Set([...rows.values()].map(({ start }) => start))];
    const there = await tx
      .selectFrom("room_health")
      .select(["room", "start", "document"])
      .where("period", "=", period)
      .where("start", "in", starts)
      .where("room", "in", rooms)
      .execute();
    for (const { room, start, document } of there) {
      const row = rows.get(`${room} ${start}`);
      if (row !== undefined) row.health = addHealth(JSON.parse(document) as Health, row.health);
    }
    const values = [...rows.values()].map(({ health, ...row }) => ({
      ...row,
      period,
      document: JSON.stringify(health),
    }));
    await tx
      .insertInto("room_health")
      .values(values)
      .onConflict((c) =>
        c.columns(["room", "period", "start"]).doUpdateSet((e) => ({ document: e.ref("excluded.document") })),
      )
      .execute();
  }
}
