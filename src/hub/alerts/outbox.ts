import { messageOf } from "../../domain/errors.ts";
import { backoffMs } from "../../platform/backoff.ts";
import type { HubParts } from "../hub-parts.ts";
import { newId } from "../store/ids.ts";
import type { Changes } from "../store/store.ts";
import type { ChannelRow } from "../store/tables.ts";
import type { Channel, ChannelOptions, Message } from "./channel.ts";
import { deliver } from "./channels.ts";
import { atLeast, quietUntil } from "./quiet-hours.ts";

const giveUpMs = 24 * 3_600_000;
const mostAtOnce = 200;
const retries = { baseMs: 2_000, capMs: 10 * 60_000 };

/**
 * Puts a message into the outbox of each channel that wants it, in the transaction of the alert. What quiet hours hold back is
 * brought up to date instead of told twice, and what is over by then is not told at all.
 */
export async function queueMessage(tx: Changes, organisation: string, message: Message, now: number): Promise<void> {
  const channels = await tx.selectFrom("channels").selectAll().where("organisation", "=", organisation).execute();
  for (const channel of channels) {
    const options = JSON.parse(channel.options) as ChannelOptions;
    if (!atLeast(message.severity, options.least ?? "notice")) continue;
    const due = Math.max(quietUntil(options.quiet ?? null, message.severity, now), await nextTry(tx, channel.id, now));
    const held = await tx
      .deleteFrom("deliveries")
      .where("channel", "=", channel.id)
      .where("alert", "=", message.id)
      .where("due_at", ">", now)
      .where("tries", "=", 0)
      .returning("kind")
      .execute();
    const neverTold = held.some(({ kind }) => kind === "opened");
    if (message.kind === "recovered" && neverTold) continue;
    const told: Message = neverTold ? { ...message, kind: "opened" } : message;
    const row = { id: newId("delivery", now), organisation, channel: channel.id, alert: message.id, kind: told.kind };
    await tx
      .insertInto("deliveries")
      .values({ ...row, message: JSON.stringify(told), created_at: now, due_at: due, tries: 0 })
      .execute();
  }
}

/** A channel that fails gets what is new after what it has not taken yet. */
async function nextTry(tx: Changes, channel: string, now: number): Promise<number> {
  const row = await tx
    .selectFrom("deliveries")
    .select((e) => e.fn.max("due_at").as("at"))
    .where("channel", "=", channel)
    .where("tries", ">", 0)
    .executeTakeFirst();
  return Number(row?.at ?? now);
}

interface Due {
  id: string;
  channel: string;
  message: string;
  created_at: number;
  tries: number;
}

/** Delivers what is due, each channel in order and for itself: one that does not answer holds up no other. */
export class Outbox {
  readonly #parts: HubParts;
  readonly #busy = new Set<string>();

  constructor(parts: HubParts) {
    this.#parts = parts;
  }

  /** Starts what is due. A message can come twice (its id and kind tell), never not at all. */
  async flush(now: number): Promise<void> {
    const due = await this.#parts.store.db
      .selectFrom("deliveries")
      .select(["id", "channel", "message", "created_at", "tries"])
      .where("due_at", "<=", now)
      .orderBy("id")
      .limit(mostAtOnce)
      .execute();
    for (const [channel, some] of Map.groupBy(due, (one) => one.channel)) {
      if (this.#busy.has(channel)) continue;
      this.#busy.add(channel);
      this.#deliver(channel, some)
        .catch((error: unknown) =>
          this.#parts.log.error("the outbox cannot be kept; it is tried again", { channel, cause: messageOf(error) }),
        )
        .finally(() => this.#busy.delete(channel));
    }
  }

  async #deliver(id: string, due: Due[]): Promise<void> {
    const { db } = this.#parts.store;
    const row = await db.selectFrom("channels").selectAll().where("id", "=", id).executeTakeFirst();
    if (row === undefined) return void (await db.deleteFrom("deliveries").where("channel", "=", id).execute());
    const { clock, guard } = this.#parts;
    try {
      const messages = due.map(({ message }) => JSON.parse(message) as Message);
      await deliver(channelOf(this.#parts, row), messages, { ...guard, now: clock.now() });
      await this.#remove(due);
      if (row.problem !== null) await this.#note(id, null);
    } catch (error) {
      await this.#failed(row, due, messageOf(error));
    }
  }

  async #failed(row: ChannelRow, due: Due[], problem: string): Promise<void> {
    const { store, clock, log } = this.#parts;
    const now = clock.now();
    const old = due.filter((one) => now - one.created_at > giveUpMs);
    if (old.length > 0) log.error("alerts were not delivered for a day and are dropped", { channel: row.id, problem });
    await this.#remove(old);
    const tries = Math.max(...due.map((one) => one.tries));
    const dueAt = now + backoffMs(tries, retries);
    await store.db
      .updateTable("deliveries")
      .set({ due_at: dueAt, tries: tries + 1 })
      .where("channel", "=", row.id)
      .where("due_at", "<", dueAt)
      .execute();
    if (row.problem !== problem) log.warn("a channel does not take alerts", { channel: row.id, problem });
    await this.#note(row.id, problem.slice(0, 1000));
  }

  async #remove(due: readonly Due[]): Promise<void> {
    if (due.length === 0) return;
    const ids = due.map(({ id }) => id);
    await this.#parts.store.db.deleteFrom("deliveries").where("id", "in", ids).execute();
  }

  async #note(channel: string, problem: string | null): Promise<void> {
    await this.#parts.store.db.updateTable("channels").set({ problem }).where("id", "=", channel).execute();
  }
}

/** A channel as kept, ready for use. */
export function channelOf({ vault }: HubParts, { id, kind, settings, secret, options }: ChannelRow): Channel {
  return {
    kind: kind as Channel["kind"],
    url: settings,
    secret: secret === null ? null : vault.open(secret, `channel:${id}`),
    options: JSON.parse(options) as ChannelOptions,
  };
}
