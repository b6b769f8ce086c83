import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { filesBelow, foldersOf, isCode, root } from "./tree.ts";

/** Mirrors of src, explained by the README of tests. */
const explainedAbove = /^tests\/(unit|integration|pages)\/./;

it("every folder with code says what lives there", () => {
  const code = ["src", "drivers", "scripts", "tests"].flatMap(filesBelow).filter(isCode);
  const folders = [...foldersOf(code), "config", "systemd"].filter((folder) => !explainedAbove.test(folder));
  expect(folders.filter((folder) => !existsSync(join(root, folder, "README.md")))).toEqual([]);
});
