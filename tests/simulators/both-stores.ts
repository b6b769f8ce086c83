import { afterAll, beforeAll, describe } from "vitest";
import { openStore } from "../../src/hub/store/open.ts";
import type { Store } from "../../src/hub/store/store.ts";
import { postgresPrograms, type RunningPostgres, startPostgres } from "./postgres.ts";

/** Runs the same tests on the embedded store and on PostgreSQL. `fresh` opens an empty store, closed after all tests. */
export function onBothStores(suite: (fresh: () => Promise<Store>) => void): void {
  const opened: Store[] = [];
  const keep = (store: Store) => {
    opened.push(store);
    return store;
  };
  const closeAll = () => Promise.all(opened.splice(0).map((store) => store.close()));

  describe("SQLite", () => {
    suite(async () => keep(await openStore(":memory:")));
    afterAll(closeAll);
  });

  const programs = postgresPrograms();
  describe.skipIf(programs === null)("PostgreSQL (skipped without Debian's postgresql package)", () => {
    let server: RunningPostgres;
    beforeAll(async () => {
      server = await startPostgres(programs as string);
    });
    suite(async () => keep(await openStore(await server.database())));
    afterAll(async () => {
      await closeAll();
      await server.stop();
    });
  });
}
