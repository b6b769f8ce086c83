import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { filesBelow, root, textOf } from "./tree.ts";

/** Links and pictures of Markdown that lead to files of the repository. */
function linksIn(file: string): string[] {
  const targets = [...textOf(file).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? "");
  return targets.filter((target) => !/^([a-z]+:|#)/i.test(target)).map((target) => target.replace(/#.*$/, ""));
}

it("no page leads to a file that is not there", () => {
  const pages = filesBelow(".").filter((file) => file.endsWith(".md"));
  const broken = pages.flatMap((file) =>
    linksIn(file)
      .filter((target) => !existsSync(join(root, dirname(file), target)))
      .map((target) => `${file}: ${target}`),
  );
  expect(broken).toEqual([]);
});
