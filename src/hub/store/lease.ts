import type { Store } from "./store.ts";

/**
 * Work that only one of several hub processes may do: who holds the lease does it, and renews it in time. One that dies loses
 * it after `lifeMs`.
 * @returns whether `holder` has it now
 */
export async function takeLease(
  { db }: Store,
  name: string,
  holder: string,
  lifeMs: number,
  now: number,
): Promise<boolean> {
  const until = now + lifeMs;
  await db
    .insertInto("leases")
    .values({ name, holder, until })
    .onConflict((c) =>
      c
        .column("name")
        .doUpdateSet({ holder, until })
        .where((e) => e.or([e("leases.holder", "=", holder), e("leases.until", "<", now)])),
    )
    .execute();
  const row = await db.selectFrom("leases").select("holder").where("name", "=", name).executeTakeFirst();
  return row?.holder === holder;
}
