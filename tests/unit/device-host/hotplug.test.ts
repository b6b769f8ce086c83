import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { watchHotplug } from "../../../src/device-host/hotplug.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { DeviceTree } from "../../simulators/device-tree.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

let tree: DeviceTree;
let clock: FakeClock;
let looks: number;
let stop: () => void;

beforeEach(async () => {
  tree = await DeviceTree.make();
  clock = new FakeClock();
  looks = 0;
  stop = watchHotplug({ roots: tree.roots, clock, log: silentLog, rescan: () => looks++ });
});
afterEach(async () => {
  stop();
  await tree.remove();
});

/** Waits until the kernel told of a change: a timer for a look beside the reconcile. */
const told = (timers = 3) => expect.poll(() => clock.pendingTimers).toBe(timers);

it("a new node is looked at soon, and once more when it is quiet", async () => {
  await writeFile(join(tree.roots.dev, "video0"), "");
  await told();
  await clock.advance(100);
  expect(looks).toBe(1);
  await clock.advance(400);
  expect(looks).toBe(2);
});

it("a storm of nodes does not make a storm of looks", async () => {
  for (let number = 0; number < 50; number++) await writeFile(join(tree.roots.dev, "snd", `pcmC${number}D0p`), "");
  await told();
  await clock.advance(1_000);
  expect(looks).toBe(2);
});

it("what no event told is found by the slow look", async () => {
  await clock.advance(5_000);
  expect(looks).toBe(1);
});

it("a folder that goes and comes back is watched again", async () => {
  await rm(join(tree.roots.dev, "snd"), { recursive: true });
  await told();
  await clock.advance(5_000);
  await tree.addCard("1-1", { number: 0, id: "A", driver: "USB-Audio", name: "A", pcms: { "0p": "A" } });
  await clock.advance(5_000);
  const before = looks;
  await writeFile(join(tree.roots.dev, "snd", "pcmC0D0c"), "");
  await told();
  await clock.advance(100);
  expect(looks).toBe(before + 1);
});

it("nothing looks any more after stopping", async () => {
  stop();
  await writeFile(join(tree.roots.dev, "video0"), "");
  await clock.advance(60_000);
  expect(looks).toBe(0);
  expect(clock.pendingTimers).toBe(0);
});
