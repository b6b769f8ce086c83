import { GroupCommit } from "../../../../src/hub/store/group-commit.ts";
import { openStore } from "../../../../src/hub/store/open.ts";
import { silentLog } from "../../../../src/platform/log.ts";

// Writes as fast as it can and says each id once its commit is confirmed, until it is killed.
const store = await openStore(process.argv[2] as string);
const group = new GroupCommit(store, silentLog);
for (let n = 0; ; n++) {
  const ids = Array.from({ length: 5 }, (_, i) => `${process.pid}-${n}-${i}`);
  await Promise.all(
    ids.map(async (id) => {
      await group.add(async (tx) => {
        await tx.insertInto("organisations").values({ id, name: id, created_at: n }).execute();
      });
      process.stdout.write(`${id}\n`);
    }),
  );
}
