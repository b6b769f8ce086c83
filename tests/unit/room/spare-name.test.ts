import { expect, test } from "vitest";
import { silentLog } from "../../../src/platform/log.ts";
import { SpareName } from "../../../src/room/spare-name.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

/** A file in memory that can be broken. */
function kept() {
  let value: unknown = null;
  const state = { failing: false };
  const fail = () => {
    if (state.failing) throw new RangeError("the disk is full");
  };
  const file = {
    prepare: () => Promise.resolve(),
    load: () => Promise.resolve(structuredClone(value)),
    saveNow: (next: unknown) => {
      fail();
      value = structuredClone(next);
      return Promise.resolve();
    },
    removeNow: () => {
      value = null;
    },
  };
  const put = (next: unknown) => {
    value = next;
  };
  return { file, state, put };
}

const clock = new FakeClock(Date.UTC(2026, 10, 25));
const open = ({ file }: ReturnType<typeof kept>, roomId = "oak") =>
  SpareName.open({ roomId, file, clock, log: silentLog });

test("a restart keeps the name of the next meeting, so that what was fetched for it lets the room in", async () => {
  const disk = kept();
  const { next } = await open(disk);
  expect(next).toMatch(/^oak-[0-9a-f]{8}$/);
  expect((await open(disk)).next).toBe(next);
});

test("a name that was used is never used again, whenever the daemon ends", async () => {
  const disk = kept();
  const first = await open(disk);
  const used = first.take();
  const after = await open(disk);
  expect(after.next).not.toBe(used);
  expect(after.next).toBe(first.next);
  disk.state.failing = true;
  const second = first.take();
  expect((await open(disk)).next).not.toBe(second);
});

test.each([
  ["of another room", { name: "elm-12345678", at: clock.now() }],
  ["too old", { name: "oak-12345678", at: clock.now() - 8 * 86_400_000 }],
  ["of tomorrow", { name: "oak-12345678", at: clock.now() + 86_400_000 }],
  ["without a time", { name: "oak-12345678" }],
  ["no name", { name: 7, at: clock.now() }],
  ["nothing of ours", "oak-12345678"],
])("what is on disk and is %s is not used", async (_which, value) => {
  const disk = kept();
  disk.put(value);
  expect((await open(disk)).next).not.toMatch(/12345678/);
});

test("a file that cannot be read keeps nobody from meeting", async () => {
  const disk = kept();
  disk.file.load = () => Promise.reject(new RangeError("sealed with another key"));
  expect((await open(disk)).next).toMatch(/^oak-/);
});
