import { chmod, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeFileAtomically } from "../../../src/platform/atomic-file.ts";
import { deviceId } from "../../../src/platform/device-id.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "atomic-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("makes its folder, replaces the file, leaves nothing beside it, lets nobody else read", async () => {
  const file = join(folder, "deep/er/state");
  await writeFileAtomically(file, "one");
  await writeFileAtomically(file, "two");
  expect(await readFile(file, "utf8")).toBe("two");
  expect(await readdir(join(folder, "deep/er"))).toEqual(["state"]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test("many writers at once: one of them wins whole", async () => {
  const file = join(folder, "state");
  await Promise.all(Array.from({ length: 20 }, (_, index) => writeFileAtomically(file, `${index}`.repeat(5000))));
  const text = await readFile(file, "utf8");
  expect(new Set(text.match(/.{1,2}/g)).size).toBe(1);
  expect(await readdir(folder)).toEqual(["state"]);
});

test("a target that cannot be replaced leaves no rubbish", async () => {
  await writeFileAtomically(join(folder, "dir/x"), "x");
  await expect(writeFileAtomically(join(folder, "dir"), "y")).rejects.toThrow();
  await chmod(folder, 0o700);
  expect(await readdir(folder)).toEqual(["dir"]);
});

test("a device keeps its identity, also when the file was torn", async () => {
  const first = await deviceId(folder);
  expect(await deviceId(folder)).toBe(first);
  await writeFileAtomically(join(folder, "device-id"), first.slice(0, 10));
  expect(await deviceId(folder)).toMatch(/^[0-9a-f-]{36}$/);
});
