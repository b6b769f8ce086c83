import type { HubParts } from "../hub-parts.ts";
import { newId } from "../store/ids.ts";
import { takeLease } from "../store/lease.ts";
import { type Alert, AlertBoard, type Notice } from "./alert-board.ts";
import { Outbox, queueMessage } from "./outbox.ts";
import type { Rule, RuleDefinition, Silence } from "./rules.ts";

const leaseMs = 8_000;
const readMs = 5_000;

/** Watches the rooms, keeps alerts in the store and tells people; in one of the hub processes only. */
export class AlertDesk {
  readonly #parts: HubParts;
  readonly #outbox: Outbox;
  #board: AlertBoard | null = null;
  #stopListening: () => void = () => undefined;
  #readAt = 0;

  constructor(parts: HubParts) {
    this.#parts = parts;
    this.#outbox = new Outbox(parts);
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
    await this.#outbox.flush(now);
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
    const { store, view, fanOut } = this.#parts;
    const { id, organisation, rule, cause, severity, title, openedAt, changedAt } = alert;
    const row = {
      severity,
      title,
      rooms: JSON.stringify(alert.rooms),
      changed_at: changedAt,
      closed_at: kind === "recovered" ? alert.closedAt : null,
    };
    const rooms = alert.rooms.map((room) => ({ id: room, name: view.byId(room)?.name ?? room }));
    const times = { openedAt: new Date(openedAt).toISOString(), at: new Date(now).toISOString() };
    await store.change(async (tx) => {
      await tx
        .insertInto("alerts")
        .values({ id, organisation, rule, cause, opened_at: openedAt, ...row })
        .onConflict((c) => c.column("id").doUpdateSet(row))
        .execute();
      await queueMessage(tx, organisation, { kind, id, severity, title, cause, rooms, ...times }, now);
    });
    fanOut.publish("alerts", { organisation, rooms: alert.rooms });
  }
}
