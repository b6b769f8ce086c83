import { expect, it } from "vitest";
import { replaceSection, table } from "../../../scripts/generate/markdown.ts";

it("replaces only its own part of a page", () => {
  const page = "before\n<!-- generated: a -->\nold\n<!-- end -->\nafter\n<!-- generated: b -->\nkept\n<!-- end -->\n";
  expect(replaceSection(page, "a", "new")).toBe(page.replace("old", "new"));
});

it("refuses a page without the place, rather than losing what was to go there", () => {
  expect(() => replaceSection("nothing here", "a", "new")).toThrow(/no place for the generated part "a"/);
});

it("keeps a table whole when a cell holds a bar", () => {
  expect(table(["x"], [["a|b"]])).toBe("| x |\n| --- |\n| a\\|b |");
});
