import { messageOf } from "../../domain/errors.ts";
import { backoffMs } from "../../platform/backoff.ts";
import type { HubParts } from "../hub-parts.ts";
import { newId } from "../store/ids.ts";
import { takeLease } from "../store/lease.ts";
import { type Alert, AlertBoard, type Notice } from "./alert-board.ts";
import { type Channel, deliver, type Message } from "./channels.ts";
import type { Rule, RuleDefinition, Silence } from "./rules.ts";

const leaseMs = 8_000;
const readMs = 5_000;
const mostTries = 8;

/** Watches the rooms, keeps alerts in the store and tells people; in one of the hub processes only. */
export class AlertDesk {
  readonly #parts: HubParts;
  #board: AlertBoard | null = null;
  #stopListening: () => void = () => undefined;
  #readAt = 0;

  constructor(parts: HubParts) {
    this.#parts = parts;
  }

  /** Call once a second. */
  async tick(): Promise<void> {
    const { store, hub, clock } = this.#parts;
    const now = clock.now();
    if (!(await takeLease(store, "alerts", hub, leaseMs, now))) return this.#retire();
    const board = this.#board ?? (await this.#takeOver(now));
    if (now - this.#readAt >= readMs) {
      this.#readAt = now;
      await this.#configure(board);
      for (const room of this.#parts.view.everything()) board.see(room, now);
    }
    for (const notice of board.tick(now)) await this.#tell(notice, now);
  }

  #retire(): void {
    this.#stopListening();
    this.#board = null;
  }

  async #takeOver(now: number): Promise<AlertBoard> {
    const { store, view, clock } = this.#parts;
    const board = new AlertBoard({ newId: () => newId("alert", clock.now()) });
    const rows = await store.db.selectFrom("alerts").selectAll().where("closed_at", "is", null).execute();
    board.restore(
      rows.map((row): Alert => {
        const { id, organisation, rule, cause, title } = row;
        const severity = row.severity as Alert["severity"];
        return {
          ...{ id, organisation, rule, cause, title, severity },
          rooms: JSON.parse(row.rooms) as string[],
          openedAt: row.opened_at,
          changedAt: row.changed_at,
          closedAt: null,
        };
      }),
    );
    this.#board = board;
    this.#readAt = now - readMs;
    this.#stopListening = view.onChange((room) => board.see(room, clock.now()));
    return board;
  }

  async #configure(board: AlertBoard): Promise<void> {
    const { db } = this.#parts.store;
    const rules = await db.selectFrom("alert_rules").selectAll().where("enabled", "=", 1).execute();
    const silences: Silence[] = await db
      .selectFrom("silences")
      .select(["organisation", "room", "fault", "until"])
      .execute();
    board.configure(
      rules.map(
        (row): Rule => ({
          ...(JSON.parse(row.definition) as RuleDefinition),
          id: row.id,
          organisation: row.organisation,
          name: row.name,
        }),
      ),
      silences,
    );
  }

  async #tell({ kind, alert }: Notice, now: number): Promise<void> {
    const { store, view, vault, log } = this.#parts;
    const { id, organisation, rule, cause, severity, title, openedAt, changedAt } = alert;
    const row = {
      severity,
      title,
      rooms: JSON.stringify(alert.rooms),
      changed_at: changedAt,
      closed_at: kind === "recovered" ? alert.closedAt : null,
    };
    await store.db
      .insertInto("alerts")
      .values({ id, organisation, rule, cause, opened_at: openedAt, ...row })
      .onConflict((c) => c.column("id").doUpdateSet(row))
      .execute();
    const rooms = alert.rooms.map((room) => ({ id: room, name: view.byId(room)?.name ?? room }));
    const message = {
      kind,
      id,
      severity,
      title,
      cause,
      rooms,
      openedAt: new Date(openedAt).toISOString(),
      at: new Date(now).toISOString(),
    };
    const channels = await store.db
      .selectFrom("channels")
      .selectAll()
      .where("organisation", "=", organisation)
      .execute();
    for (const { id: channel, kind: how, settings, secret } of channels) {
      const opened = {
        kind: how as Channel["kind"],
        url: settings,
        secret: secret === null ? null : vault.open(secret, `channel:${channel}`),
      };
      this.#send(opened, message, 0).catch((error: unknown) =>
        log.error("an alert was not delivered", { channel, cause: messageOf(error) }),
      );
    }
  }

  /** Tries again for some minutes; the receiver tells repetitions by id and kind. */
  async #send(channel: Channel, message: Message, attempt: number): Promise<void> {
    const { clock } = this.#parts;
    try {
      await deliver(channel, message, { ...this.#parts.guard, now: clock.now() });
    } catch (error) {
      if (attempt + 1 >= mostTries) throw error;
      const waitMs = backoffMs(attempt, { baseMs: 1000, capMs: 60_000 });
      await new Promise<void>((resolve) => void clock.after(waitMs, resolve));
      await this.#send(channel, message, attempt + 1);
    }
  }
}
