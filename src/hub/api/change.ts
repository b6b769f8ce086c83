import { HubError } from "../../domain/errors.ts";
import type { FleetRoom } from "../estate/room-row.ts";
import type { HubParts } from "../hub-parts.ts";
import type { Actor } from "../people/actor.ts";
import { writeAudit } from "../store/audit.ts";
import type { Changes } from "../store/store.ts";

export interface Told {
  what: string;
  subject: string;
  detail: Record<string, unknown>;
}

/** Makes a change of an organisation's data together with its audit entry. */
export async function change<T>(
  parts: HubParts,
  actor: Actor,
  told: Told,
  run: (tx: Changes, now: number) => Promise<T>,
): Promise<T> {
  const { store, clock, fanOut } = parts;
  const now = clock.now();
  const { organisation, name } = actor;
  const result = await store.change(async (tx) => {
    const made = await run(tx, now);
    await writeAudit(store, tx, { organisation, at: now, actor: name, ...told });
    return made;
  });
  if (ofRights.test(told.what)) fanOut.publish("rights", { organisation });
  return result;
}

/** Changes after which somebody may do more or less. */
const ofRights = /^(person|partner|key|provider)\./;

/** A room of the actor's organisation that the actor may see. @throws HubError hub.not-found */
export function roomFor(parts: HubParts, actor: Actor, id: string): FleetRoom {
  const room = parts.view.get(actor.organisation, id);
  if (room === undefined || !actor.sees(room)) throw new HubError("hub.not-found", "no such room");
  return room;
}

/** One row was changed, or there is none. @throws HubError hub.not-found */
export function must(result: { numUpdatedRows?: bigint; numDeletedRows?: bigint }, what: string): void {
  if ((result.numUpdatedRows ?? result.numDeletedRows) === 0n) throw new HubError("hub.not-found", `no such ${what}`);
}

/** Tells every hub process that base data of these rooms changed; of all, when none is named. */
export function baseChanged(parts: HubParts, organisation: string, ...rooms: string[]): void {
  parts.fanOut.publish("base", { organisation, rooms: rooms.length === 0 ? null : rooms });
}
