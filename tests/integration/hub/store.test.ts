import { expect, test } from "vitest";
import { firstBroken, readAudit, writeAudit } from "../../../src/hub/store/audit.ts";
import { GroupCommit } from "../../../src/hub/store/group-commit.ts";
import type { Changes, Store } from "../../../src/hub/store/store.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { onBothStores } from "../../simulators/both-stores.ts";

const organisation = (id: string) => ({ id, name: id, created_at: 1_777_000_000_123 });
const entry = (what: string) => ({ organisation: "o1", at: 1, actor: "hub", what, subject: "x", detail: { a: 1 } });

function insert(id: string) {
  return async (tx: Changes) => {
    await tx.insertInto("organisations").values(organisation(id)).execute();
  };
}

onBothStores((fresh) => {
  test("times come back as numbers, not as texts", async () => {
    const { db } = await fresh();
    await db.insertInto("organisations").values(organisation("o1")).execute();
    expect(await db.selectFrom("organisations").selectAll().execute()).toEqual([organisation("o1")]);
  });

  test("a change that throws half-way leaves nothing behind", async () => {
    const store = await fresh();
    const change = store.change(async (tx) => {
      await insert("o1")(tx);
      throw new RangeError("half-way");
    });
    await expect(change).rejects.toThrow("half-way");
    expect(await store.db.selectFrom("organisations").selectAll().execute()).toEqual([]);
  });

  test("writes that come together share commits, and a bad one fails alone", async () => {
    const store = await fresh();
    let commits = 0;
    const counting: Store = {
      ...store,
      change(run) {
        commits += 1;
        return store.change(run);
      },
    };
    const group = new GroupCommit(counting, silentLog);
    const good = Array.from({ length: 50 }, (_, n) => group.add(insert(`g${n}`)));
    await Promise.all(good);
    expect(commits).toBe(1);
    const results = await Promise.allSettled(["a", "g1", "b"].map((id) => group.add(insert(id))));
    expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    const rows = await store.db.selectFrom("organisations").select("id").execute();
    expect(rows.map((row) => row.id)).toEqual(expect.arrayContaining(["a", "b", "g0", "g49"]));
  });

  test("entries written at the same time make one unbroken audit chain", async () => {
    const store = await fresh();
    await store.change(insert("o1"));
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => store.change((tx) => writeAudit(store, tx, entry(`change ${n}`)))),
    );
    const rows = await readAudit(store.db, "o1");
    expect(rows.map((row) => row.number)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(firstBroken(rows)).toBeNull();
  });

  test("an altered, a removed and an exchanged audit entry are each noticed at their place", async () => {
    const store = await fresh();
    await store.change(insert("o1"));
    for (const what of ["a", "b", "c", "d"]) await store.change((tx) => writeAudit(store, tx, entry(what)));
    const rows = await readAudit(store.db, "o1");
    expect(firstBroken(rows.map((row) => (row.number === 3 ? { ...row, actor: "person:eve" } : row)))).toBe(3);
    expect(firstBroken(rows.filter((row) => row.number !== 2))).toBe(2);
    expect(firstBroken([rows[0]!, rows[2]!, rows[1]!, rows[3]!])).toBe(2);
  });

  test("an audit entry of a change that rolls back is not there", async () => {
    const store = await fresh();
    await store.change(insert("o1"));
    const change = store.change(async (tx) => {
      await writeAudit(store, tx, entry("never happened"));
      throw new RangeError("no");
    });
    await expect(change).rejects.toThrow("no");
    expect(await readAudit(store.db, "o1")).toEqual([]);
  });
});
