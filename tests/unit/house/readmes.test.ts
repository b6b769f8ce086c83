import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, it } from "vitest";
import { filesBelow, foldersOf, isCode, root, textOf } from "./tree.ts";

/** Mirrors of src, explained by the README of tests. */
const mirrors = /^tests\/(unit|integration|pages)\/./;

const readme = (folder: string) => join(folder, "README.md");
const hasReadme = (folder: string) => existsSync(join(root, readme(folder)));

/** A small folder may be explained, by name, in the README of the one above. */
function isExplained(folder: string): boolean {
  const above = dirname(folder);
  return hasReadme(folder) || (hasReadme(above) && textOf(readme(above)).includes(`${basename(folder)}/`));
}

it("every folder with code says what lives there", () => {
  const code = ["src", "drivers", "scripts", "tests"].flatMap(filesBelow).filter(isCode);
  const folders = [...foldersOf(code), "config", "systemd"].filter((folder) => !mirrors.test(folder));
  expect(folders.filter((folder) => !isExplained(folder))).toEqual([]);
});
