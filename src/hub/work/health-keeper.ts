import { addHealth, addSample, type Health, sampleTime, startOf } from "../estate/health.ts";
import type { HubParts } from "../hub-parts.ts";
import type { Changes } from "../store/store.ts";

const chunk = 100;
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
