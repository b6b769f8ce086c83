import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { scenarios } from "../../kernel-lab/scenarios/catalog.ts";

const program = join(import.meta.dirname, "../../kernel-lab/list.ts");

it("scripts/lab --list leaves no scenario out, though it reads their sources as text", () => {
  const listed = execFileSync(process.execPath, [program], { encoding: "utf8" }).trim().split("\n");
  const nameOf = (line: string) => line.split(/\s+/, 1)[0] ?? "";
  expect(listed.map(nameOf).sort()).toEqual(scenarios.map(({ name }) => name).sort());
});
