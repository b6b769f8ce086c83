import { isDeepStrictEqual } from "node:util";
import { HubError, messageOf } from "../../domain/errors.ts";
import { checkManaged } from "../../settings/managed.ts";
import {
  type RollOut,
  type RollOutEvent,
  type RollOutRules,
  type Step,
  startRollOut,
  stepRollOut,
} from "../estate/roll-out.ts";
import { merge, type Preview, preview } from "../estate/templates.ts";
import type { HubParts } from "../hub-parts.ts";
import { writeAudit } from "../store/audit.ts";
import { newId } from "../store/ids.ts";
import type { Changes, Database } from "../store/store.ts";
import {
  effectiveFor,
  type NewTarget,
  reaches,
  readPlaces,
  readTemplates,
  setTargets,
  type TemplateChange,
  withChange,
} from "./targets.ts";

/** What is stored of a roll-out. */
export interface Plan {
  change: TemplateChange;
  rollOut: RollOut;
}

export interface NewRollOut {
  organisation: string;
  name: string;
  actor: string;
  change: TemplateChange;
  rules: RollOutRules;
}

interface Row {
  id: string;
  organisation: string;
  plan: string;
}

/** Whether a change of these settings is being rolled out, or waits to go on. */
export async function isUnderWay(
  db: Database | Changes,
  organisation: string,
  { kind, scope }: Pick<TemplateChange, "kind" | "scope">,
): Promise<boolean> {
  const plans = db.selectFrom("rollouts").select("plan").where("organisation", "=", organisation);
  const open = await plans.where("status", "in", ["running", "paused"]).execute();
  return open.some(({ plan }) => {
    const { change } = JSON.parse(plan) as Plan;
    return change.kind === kind && change.scope === scope;
  });
}

/**
 * Carries staged changes out. The answers of rooms are read from the store at each tick, so that nothing depends on a message
 * having arrived, and any hub process may do the next step: the row is locked while one does.
 */
export class RollOuts {
  readonly #parts: HubParts;

  constructor(parts: HubParts) {
    this.#parts = parts;
  }

  /** Which rooms and values a change would concern. @throws RoomkeeperError config.invalid */
  async preview(organisation: string, change: TemplateChange): Promise<Preview> {
    return preview(await this.#effects(this.#parts.store.db, organisation, change));
  }

  /** @throws HubError hub.conflict while another one runs for the same scope */
  async start({ organisation, name, actor, change, rules }: NewRollOut): Promise<string> {
    const { store, clock } = this.#parts;
    const now = clock.now();
    const id = newId("rollout", now);
    const targets = await store.change(async (tx) => {
      await this.#onlyOne(tx, organisation, change);
      const { rooms } = preview(await this.#effects(tx, organisation, change));
      const step = startRollOut(rooms, rules, now);
      const row = { id, organisation, name, created_at: now, created_by: actor, updated_at: now };
      const plan = JSON.stringify({ change, rollOut: step.rollOut } satisfies Plan);
      await tx
        .insertInto("rollouts")
        .values({ ...row, status: "running", plan })
        .execute();
      const detail = { name, kind: change.kind, scope: change.scope, rooms: rooms.length };
      await writeAudit(store, tx, { organisation, at: now, actor, what: "rollout.started", subject: id, detail });
      return this.#carryOut(tx, { id, organisation, plan }, step, now);
    });
    this.#announce(organisation, targets);
    return id;
  }

  /** Pause, resume, roll back or cancel. @throws HubError hub.not-found */
  async order(organisation: string, id: string, actor: string, event: RollOutEvent): Promise<void> {
    const { store } = this.#parts;
    const targets = await store.change(async (tx) => {
      const made = await this.#step(tx, id, organisation, () => [event], event.now);
      if (made === null) throw new HubError("hub.not-found", "no such roll-out, or it has ended");
      const entry = {
        organisation,
        at: event.now,
        actor,
        what: `rollout.${event.type.replace(" ", "-")}`,
        subject: id,
        detail: {},
      };
      await writeAudit(store, tx, entry);
      return made;
    });
    this.#announce(organisation, targets);
  }

  /** Takes the answers that have come and does what is due. Call every few seconds. */
  async tick(): Promise<void> {
    const { store, clock, log } = this.#parts;
    const rows = await store.db
      .selectFrom("rollouts")
      .select(["id", "organisation"])
      .where("status", "=", "running")
      .execute();
    for (const { id, organisation } of rows) {
      try {
        const now = clock.now();
        const targets = await store.change(async (tx) => {
          const events = await this.#news(tx, id, organisation, now);
          return this.#step(tx, id, organisation, events, now);
        });
        this.#announce(organisation, targets ?? []);
      } catch (error) {
        log.error("a roll-out could not be continued; it is tried again", { rollOut: id, cause: messageOf(error) });
      }
    }
  }

  async #onlyOne(tx: Changes, organisation: string, change: TemplateChange): Promise<void> {
    if (await isUnderWay(tx, organisation, change))
      throw new HubError("hub.conflict", "another change of these settings is under way; end it first");
  }

  /** What changes in each room that the template reaches. */
  async #effects(db: Parameters<typeof readTemplates>[0], organisation: string, change: TemplateChange) {
    checkManaged(merge([change]).document);
    const before = await readTemplates(db, organisation);
    const after = withChange(before, change);
    const places = (await readPlaces(db, organisation)).filter((place) => reaches(change, place));
    return places.map((place) => ({
      id: place.room,
      before: effectiveFor(before, place).document,
      after: effectiveFor(after, place).document,
    }));
  }

  /** What has happened since the last tick: answers, rooms that came into the scope. */
  async #news(tx: Changes, id: string, organisation: string, now: number) {
    const answers = await tx
      .selectFrom("targets as t")
      .innerJoin("reports as r", "r.room", "t.room")
      .select(["t.room", "r.status"])
      .where("t.cause", "=", id)
      .where("t.organisation", "=", organisation)
      .whereRef("r.version", "=", "t.version")
      .where("r.status", "in", ["applied", "rejected"])
      .execute();
    const places = await readPlaces(tx, organisation);
    return ({ change, rollOut }: Plan): RollOutEvent[] => {
      const open = new Set(
        rollOut.rooms.filter(({ progress }) => progress === "sent" || progress === "late").map((room) => room.id),
      );
      const known = new Set(rollOut.rooms.map((room) => room.id));
      const rooms = places
        .filter((place) => reaches(change, place) && !known.has(place.room))
        .map((place) => place.room);
      const answered = answers.filter(({ room }) => open.has(room));
      return [
        ...(rooms.length > 0 ? [{ type: "joined" as const, rooms, now }] : []),
        ...answered.map(({ room, status }) => ({ type: "answered" as const, room, good: status === "applied", now })),
        { type: "tick", now },
      ];
    };
  }

  /** Null: there is no such roll-out that could go on. */
  async #step(
    tx: Changes,
    id: string,
    organisation: string,
    events: (plan: Plan) => RollOutEvent[],
    now: number,
  ): Promise<NewTarget[] | null> {
    const query = tx
      .selectFrom("rollouts")
      .select(["id", "organisation", "plan"])
      .where("id", "=", id)
      .where("organisation", "=", organisation)
      .where("status", "in", ["running", "paused"]);
    const row = await (this.#parts.store.kind === "postgres" ? query.forUpdate() : query).executeTakeFirst();
    if (row === undefined) return null;
    const plan = JSON.parse(row.plan) as Plan;
    const whole: Step = { rollOut: plan.rollOut, send: [], revert: [] };
    for (const event of events(plan)) {
      const step = stepRollOut(whole.rollOut, event);
      whole.rollOut = step.rollOut;
      whole.send.push(...step.send);
      whole.revert.push(...step.revert);
    }
    return isDeepStrictEqual(whole.rollOut, plan.rollOut) ? [] : this.#carryOut(tx, row, whole, now);
  }

  async #carryOut(tx: Changes, { id, organisation, plan }: Row, step: Step, now: number): Promise<NewTarget[]> {
    const { change } = JSON.parse(plan) as Plan;
    const { rollOut } = step;
    const templates = await readTemplates(tx, organisation);
    const places = new Map((await readPlaces(tx, organisation)).map((place) => [place.room, place]));
    const documents = (rooms: string[], from: typeof templates) =>
      rooms.flatMap((room) => {
        const place = places.get(room);
        return place === undefined ? [] : [{ room, document: effectiveFor(from, place).document }];
      });
    const reverted = new Set(step.revert);
    const send = step.send.filter((room) => !reverted.has(room));
    const made = await setTargets(tx, organisation, documents(send, withChange(templates, change)), id, now);
    made.push(...(await setTargets(tx, organisation, documents(step.revert, templates), id, now)));
    const next = JSON.stringify({ change, rollOut } satisfies Plan);
    await tx
      .updateTable("rollouts")
      .set({ plan: next, status: rollOut.status, updated_at: now })
      .where("id", "=", id)
      .execute();
    if (rollOut.status !== "done") return made;
    await this.#adopt(tx, organisation, change, id, now);
    // Rooms that moved or were claimed meanwhile were computed without the change.
    const reached = [...places.values()].filter((place) => reaches(change, place)).map((place) => place.room);
    return [
      ...made,
      ...(await setTargets(tx, organisation, documents(reached, withChange(templates, change)), id, now)),
    ];
  }

  /** The change is everywhere: from now on it is the template. */
  async #adopt(tx: Changes, organisation: string, change: TemplateChange, by: string, now: number): Promise<void> {
    const scope = { organisation, scope_kind: change.kind, scope: change.scope };
    const last = await tx
      .selectFrom("templates")
      .select("version")
      .where("organisation", "=", organisation)
      .where("scope_kind", "=", change.kind)
      .where("scope", "=", change.scope)
      .executeTakeFirst();
    const version = (last?.version ?? 0) + 1;
    const row = { ...scope, version, document: JSON.stringify(change.document), changed_at: now, changed_by: by };
    await tx.insertInto("template_versions").values(row).execute();
    await tx
      .insertInto("templates")
      .values({ id: newId("template", now), ...row })
      .onConflict((c) => c.columns(["organisation", "scope_kind", "scope"]).doUpdateSet(row))
      .execute();
  }

  #announce(organisation: string, targets: readonly NewTarget[]): void {
    announceTargets(this.#parts, organisation, targets);
  }
}

/** Tells the rooms that have new targets, if they are connected; the others ask when they connect. */
export function announceTargets(
  { fanOut, hub }: Pick<HubParts, "fanOut" | "hub">,
  organisation: string,
  targets: readonly NewTarget[],
): void {
  for (const { room, version, document } of targets) {
    fanOut.publish("room", { id: room, organisation, hub, change: { targetVersion: version } });
    fanOut.publish("deliver", { room, body: { kind: "target", version, document } });
  }
}
