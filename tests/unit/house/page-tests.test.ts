import { expect, it } from "vitest";
import { filesBelow, textOf } from "./tree.ts";

const files = filesBelow("tests/pages").filter((file) => file.endsWith(".test.ts"));

/** What makes a page test fail on a busy machine, though nothing is broken, and what to write instead. */
const races: [pattern: RegExp, instead: string][] = [
  [
    /expect\(\s*await [\w.]+(\(.*\))?\.(allTextContents|boundingBox|count|getAttribute|innerText|inputValue|is[A-Z]\w+|textContent|title)\(/,
    "read once, before the page may be so far: await expect.poll(() => …)",
  ],
  [/expect\([^)]*page\.url\(\)/, "the address comes after the page: await page.waitForURL(…) or expect.poll"],
  [/waitForTimeout|networkidle|\bsleep\(|setTimeout\(/, "no time is long enough: wait for what is to come"],
];

it.each(files)("%s reads pages until they are right, and sleeps nowhere", (file) => {
  const lines = textOf(file).split("\n");
  const found = lines.flatMap((line, at) =>
    races.filter(([pattern]) => pattern.test(line)).map(([, instead]) => `line ${at + 1}: ${instead}`),
  );
  expect(found).toEqual([]);
});
