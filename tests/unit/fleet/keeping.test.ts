import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ConfigError } from "../../../src/domain/errors.ts";
import { FileJournal, MemoryJournal, readJournal } from "../../../src/fleet/keyed-journal.ts";
import { TargetKeeper, type TargetNote } from "../../../src/fleet/target-keeper.ts";
import type { JsonObject } from "../../../src/protocol/hub/difference.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rk-fleet-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("a journal cut at any byte holds everything that was confirmed before the cut line", async () => {
  const path = join(folder, "cut.journal");
  const journal = await FileJournal.open<number>(path);
  for (let n = 0; n < 12; n++) await journal.set(`k${n}`, n);
  await journal.delete("k3");
  await journal.close();
  const whole = await readFile(path);
  for (let end = 0; end <= whole.length; end++) {
    const lines = whole.subarray(0, end).toString().split("\n").length - 1;
    const map = readJournal<number>(whole.subarray(0, end).toString());
    expect(map.size).toBe(lines > 12 ? 11 : lines);
    for (const [key, value] of map) expect(key).toBe(`k${value}`);
  }
});

test("a journal goes on after a cut, without the broken line", async () => {
  const path = join(folder, "goes-on.journal");
  await writeFile(path, '["a",1]\n["b",2');
  const journal = await FileJournal.open<number>(path);
  await journal.set("c", 3);
  await journal.close();
  expect([...readJournal<number>(await readFile(path, "utf8"))]).toEqual([
    ["a", 1],
    ["c", 3],
  ]);
});

test("a journal that is written for years does not grow", async () => {
  const path = join(folder, "long.journal");
  const journal = await FileJournal.open<number>(path);
  await Promise.all(Array.from({ length: 3000 }, (_, n) => journal.set("counter", n)));
  await journal.close();
  expect((await readFile(path)).length).toBeLessThan(30_000);
  expect(readJournal<number>(await readFile(path, "utf8")).get("counter")).toBe(2999);
});

function keeper(apply: (document: JsonObject) => Promise<void>, journal = new MemoryJournal<TargetNote>()) {
  const told: string[] = [];
  const applied: JsonObject[] = [];
  const state = { busy: false };
  const target = new TargetKeeper({
    journal,
    room: {
      isLive: (path) => path[0] === "volume",
      apply: async (document) => {
        await apply(document);
        applied.push(document);
      },
    },
    busy: () => state.busy,
    report: ({ version, status, reason }) => told.push(`${version} ${status}${reason && `: ${reason}`}`),
  });
  return { target, told, applied, state, journal };
}
const fine = () => Promise.resolve();

test("a change waits for the end of the meeting and says so once", async () => {
  const { target, told, state, applied } = keeper(fine);
  state.busy = true;
  await target.take({ version: 1, document: { name: "Oak" } });
  await target.proceed();
  expect([told, applied]).toEqual([["1 waiting: for the end of the meeting"], []]);
  state.busy = false;
  await target.proceed();
  expect(told).toEqual(["1 waiting: for the end of the meeting", "1 applied"]);
});

test("a change of what may change live is made during the meeting", async () => {
  const { target, told, state } = keeper(fine);
  await target.take({ version: 1, document: { name: "Oak", volume: 10 } });
  state.busy = true;
  await target.take({ version: 2, document: { name: "Oak", volume: 20 } });
  await target.take({ version: 3, document: { name: "Elm", volume: 20 } });
  expect(told).toEqual(["1 applied", "2 applied", "3 waiting: for the end of the meeting"]);
});

test("a rejected version is reported with its reason, not tried again, also not after a restart", async () => {
  let tries = 0;
  const refuse = () => {
    tries += 1;
    return Promise.reject(new ConfigError("config.invalid", "volume 300 is too loud"));
  };
  const first = keeper(refuse);
  await first.target.take({ version: 4, document: { volume: 300 } });
  await first.target.proceed();
  await first.target.take({ version: 4, document: { volume: 300 } });
  const second = keeper(refuse, first.journal);
  await second.target.proceed();
  expect([tries, first.told, second.told]).toEqual([1, ["4 rejected: volume 300 is too loud"], []]);
});

test("an older version that comes late changes nothing", async () => {
  const { target, applied } = keeper(fine);
  await target.take({ version: 5, document: { v: 5 } });
  await target.take({ version: 4, document: { v: 4 } });
  expect(applied).toEqual([{ v: 5 }]);
});

test("a target that arrived before a power cut is applied after it", async () => {
  const { target, state, journal } = keeper(fine);
  state.busy = true;
  await target.take({ version: 1, document: { name: "Oak" } });
  const after = keeper(fine, journal);
  await after.target.proceed();
  expect(after.told).toEqual(["1 applied"]);
});
