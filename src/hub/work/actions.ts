import { HubError } from "../../domain/errors.ts";
import { type ActionVerb, actionVerbs, type DownBodies, type UpBodies } from "../../protocol/hub/bodies.ts";
import type { JsonObject } from "../../protocol/hub/difference.ts";
import { writeAudit } from "../store/audit.ts";
import { newId } from "../store/ids.ts";
import type { Changes, Store } from "../store/store.ts";
import type { ActionRow } from "../store/tables.ts";

export interface NewAction {
  organisation: string;
  room: string;
  verb: ActionVerb;
  arguments: JsonObject;
  expiresInMs: number;
  actor: string;
}

/** Statuses of an action without an outcome. */
const open = ["waiting", "sent"];

/** An outcome may still come for so long after the expiry; then the hub says what it knows. */
const graceMs = 60_000;

/** Stores an action with its audit entry; the room gets it now or when it connects, until it expires. */
export async function createAction(store: Store, wanted: NewAction, now: number): Promise<DownBodies["action"]> {
  if (!actionVerbs.includes(wanted.verb))
    throw new HubError("hub.invalid", `${wanted.verb} is not one of ${actionVerbs.join(", ")}`);
  const { organisation, room, verb, actor } = wanted;
  const id = newId("action", now);
  const expiresAt = now + wanted.expiresInMs;
  await store.change(async (tx) => {
    await tx
      .insertInto("actions")
      .values({
        id,
        organisation,
        room,
        verb,
        arguments: JSON.stringify(wanted.arguments),
        created_by: actor,
        created_at: now,
        expires_at: expiresAt,
        status: "waiting",
        detail: "",
        ended_at: null,
      })
      .execute();
    const detail = { room, verb, arguments: wanted.arguments, expiresAt };
    await writeAudit(store, tx, { organisation, at: now, actor, what: "action.asked", subject: id, detail });
  });
  return { kind: "action", id, verb, arguments: wanted.arguments, expiresAt, by: actor };
}

const mostOpen = 100;

/** What rooms have not answered yet and may still do, by room. Others are not there. */
export async function openActions(
  store: Store,
  rooms: readonly string[],
  now: number,
): Promise<Map<string, DownBodies["action"][]>> {
  const rows = await store.db
    .selectFrom("actions")
    .selectAll()
    .where("room", "in", rooms)
    .where("status", "in", open)
    .where("expires_at", ">", now)
    .orderBy("id")
    .execute();
  const byRoom = Map.groupBy(rows, ({ room }) => room);
  return new Map([...byRoom].map(([room, own]) => [room, own.slice(0, mostOpen).map(bodyOf)]));
}

function bodyOf(row: ActionRow): DownBodies["action"] {
  const args = JSON.parse(row.arguments) as JsonObject;
  return { kind: "action", id: row.id, verb: row.verb, arguments: args, expiresAt: row.expires_at, by: row.created_by };
}

/** Stores an outcome, once: the first real one stays. Those of other rooms' actions, and unknown ones, change nothing. */
export async function storeOutcome(
  store: Store,
  tx: Changes,
  organisation: string,
  room: string,
  outcome: UpBodies["outcome"],
  now: number,
): Promise<void> {
  const { action, end, detail } = outcome;
  const changed = await tx
    .updateTable("actions")
    .set({ status: end, detail, ended_at: now })
    .where("id", "=", action)
    .where("room", "=", room)
    .where("organisation", "=", organisation)
    // What the hub itself concluded (see below) gives way to what the room says.
    .where((e) => e.or([e("status", "in", open), e("ended_at", "is", null)]))
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) return;
  const entry = {
    organisation,
    at: now,
    actor: `room:${room}`,
    what: "action.ended",
    subject: action,
    detail: { end, detail },
  };
  await writeAudit(store, tx, entry);
}

/** Ends actions whose time is over without an outcome: `expired` if the room never got it, else `unknown`. */
export async function settleExpired(store: Store, now: number): Promise<void> {
  for (const [from, to] of [
    ["waiting", "expired"],
    ["sent", "unknown"],
  ] as const) {
    await store.db
      .updateTable("actions")
      .set({ status: to, detail: "no answer came in time" })
      .where("status", "=", from)
      .where("expires_at", "<", now - graceMs)
      .execute();
  }
}

export async function markSent(store: Store, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await store.db
    .updateTable("actions")
    .set({ status: "sent" })
    .where("id", "in", ids)
    .where("status", "=", "waiting")
    .execute();
}
