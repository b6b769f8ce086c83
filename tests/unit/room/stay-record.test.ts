import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { silentLog } from "../../../src/platform/log.ts";
import { SealedFile } from "../../../src/platform/sealed-file.ts";
import { StayKeeper } from "../../../src/room/stay-record.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

const target = { service: "main", room: "r", url: "https://meet.example/rooms/r#key", passphrase: "key", direct: null };
const stay = {
  joining: { target, title: "Review", bookingId: null, endsAt: null },
  microphoneOn: false,
  cameraOn: true,
};

let folder: string;
let file: string;
let clock: FakeClock;
const keeper = () => new StayKeeper(new SealedFile(file), clock, silentLog);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stay-"));
  file = join(folder, "stay.sealed");
  clock = new FakeClock();
  await new SealedFile(file).prepare();
});
afterEach(() => rm(folder, { recursive: true }));

test("a killed daemon finds its meeting again; the disk shows no link and no passphrase", async () => {
  const before = keeper();
  before.keep(stay);
  await before.settled();
  expect(await keeper().interrupted()).toMatchObject(stay);
  expect((await readFile(file)).includes("meet.example")).toBe(false);
});

test("an old meeting is not walked into", async () => {
  const before = keeper();
  before.keep(stay);
  await before.settled();
  await clock.advance(5 * 60_000);
  expect(await keeper().interrupted()).toBeNull();
});

test("a meeting that was left is not joined again", async () => {
  const before = keeper();
  before.keep(stay);
  before.forget();
  await before.settled();
  expect(await keeper().interrupted()).toBeNull();
});

test("a torn file costs the memory, not the start", async () => {
  const before = keeper();
  before.keep(stay);
  await before.settled();
  const whole = await readFile(file);
  for (const length of [0, 5, 20, whole.length - 1]) {
    await writeFile(file, whole.subarray(0, length));
    expect(await keeper().interrupted()).toBeNull();
  }
});

test("a daemon that is killed right after a mute comes back muted", async () => {
  const before = keeper();
  await before.interrupted();
  before.keep({ ...stay, microphoneOn: true });
  before.keep({ ...stay, microphoneOn: false });
  // Nothing is waited for: what is on disk now is what a killed process leaves.
  expect(await keeper().interrupted()).toMatchObject({ microphoneOn: false });
  before.forget();
  expect(existsSync(file)).toBe(false);
  await before.settled();
});
