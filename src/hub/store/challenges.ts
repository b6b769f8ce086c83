import { HubError } from "../../domain/errors.ts";
import { hashSecret, newSecret } from "./ids.ts";
import type { Store } from "./store.ts";

const lifeMs = 10 * 60_000;

/** Remembers `data` for ten minutes under a new secret, which works once. */
export async function issueChallenge(store: Store, purpose: string, data: object, now: number): Promise<string> {
  const secret = newSecret();
  await store.db.deleteFrom("challenges").where("expires_at", "<=", now).execute();
  await store.db
    .insertInto("challenges")
    .values({ hash: hashSecret(secret), purpose, data: JSON.stringify(data), expires_at: now + lifeMs })
    .execute();
  return secret;
}

/** What was remembered; the secret is used up, whatever comes of it. @throws HubError hub.signed-out */
export async function takeChallenge<T>(store: Store, purpose: string, secret: string, now: number): Promise<T> {
  const row = await store.db
    .deleteFrom("challenges")
    .where("hash", "=", hashSecret(secret))
    .where("purpose", "=", purpose)
    .where("expires_at", ">", now)
    .returning("data")
    .executeTakeFirst();
  if (row === undefined) throw new HubError("hub.signed-out", "this took too long, or was done already; begin again");
  return JSON.parse(row.data) as T;
}
