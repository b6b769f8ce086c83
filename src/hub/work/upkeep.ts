import type { Store } from "../store/store.ts";

const dayMs = 86_400_000;

/**
 * How long what is kept. Hours of ten thousand rooms make about two million rows, days one. The audit log is kept for ever: it is a
 * chain, and customers decide what becomes of it.
 */
const kept = {
  hours: 8 * dayMs,
  days: 100 * dayMs,
  events: 100 * dayMs,
  bundles: 30 * dayMs,
  actions: 400 * dayMs,
  alerts: 400 * dayMs,
  /** After their end. A room that was switched off may renew for 60 days. What was revoked is remembered: its computer may come back. */
  certificates: 90 * dayMs,
  silences: 30 * dayMs,
  invitations: 30 * dayMs,
} as const;

/** Removes what is older than it is kept; once an hour. */
export async function prune({ db }: Store, now: number): Promise<void> {
  for (const [period, ms] of [
    ["h", kept.hours],
    ["d", kept.days],
  ] as const)
    await db
      .deleteFrom("room_health")
      .where("period", "=", period)
      .where("start", "<", now - ms)
      .execute();
  await db
    .deleteFrom("events")
    .where("received_at", "<", now - kept.events)
    .execute();
  const old = db
    .selectFrom("bundles")
    .select("action")
    .where("created_at", "<", now - kept.bundles);
  await db.deleteFrom("bundle_parts").where("action", "in", old).execute();
  await db
    .deleteFrom("bundles")
    .where("created_at", "<", now - kept.bundles)
    .execute();
  await db
    .deleteFrom("actions")
    .where("created_at", "<", now - kept.actions)
    .execute();
  await db
    .deleteFrom("alerts")
    .where("closed_at", "<", now - kept.alerts)
    .execute();
  await pruneTrust(db, now);
}

async function pruneTrust(db: Store["db"], now: number): Promise<void> {
  await db
    .deleteFrom("certificates")
    .where("not_after", "<", now - kept.certificates)
    .where("revoked_at", "is", null)
    .execute();
  await db
    .deleteFrom("silences")
    .where("until", "<", now - kept.silences)
    .execute();
  await db
    .deleteFrom("invitations")
    .where("expires_at", "<", now - kept.invitations)
    .execute();
}
