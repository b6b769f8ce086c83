import { describe, expect, it } from "vitest";
import { functionsIn, parse } from "./syntax.ts";
import { filesBelow, isCode, linesOf, percentile, productCode } from "./tree.ts";

const files = productCode();
const functions = files.flatMap((file) => functionsIn(parse(file)));

const longest = <T extends { lines: number }>(things: T[]) => things.sort((a, b) => b.lines - a.lines).slice(0, 10);

describe("size of files", () => {
  const measured = files.map((file) => ({ place: file, lines: linesOf(file) }));
  const lines = measured.map((file) => file.lines);

  it("no file is so long that nobody reads it whole (400 lines), tests included", () => {
    const tests = filesBelow("tests").filter(isCode);
    const all = [...measured, ...tests.map((place) => ({ place, lines: linesOf(place) }))];
    expect(all.filter((file) => file.lines > 400)).toEqual([]);
  });

  it("half of the files have at most 80 lines", () => {
    expect(percentile(lines, 0.5), `longest: ${JSON.stringify(longest(measured))}`).toBeLessThanOrEqual(80);
  });

  it("19 of 20 files have at most 250 lines", () => {
    expect(percentile(lines, 0.95), `longest: ${JSON.stringify(longest(measured))}`).toBeLessThanOrEqual(250);
  });
});

describe("size of functions", () => {
  it("no function has more than 60 lines", () => {
    expect(functions.filter((fn) => fn.lines > 60)).toEqual([]);
  });

  it("19 of 20 functions have at most 30 lines", () => {
    const lines = functions.map((fn) => fn.lines);
    expect(percentile(lines, 0.95), `longest: ${JSON.stringify(longest(functions))}`).toBeLessThanOrEqual(30);
  });
});

describe("the measures themselves", () => {
  it("sees a long function, however it is written", () => {
    const body = `{\n${"work();\n".repeat(60)}}`;
    const text = `function a() ${body}\nconst b = () => ${body};\nclass C { d() ${body} }`;
    expect(functionsIn(parse("sample.ts", text)).map((fn) => fn.lines)).toEqual([62, 62, 62]);
  });

  it("takes the upper value of a percentile, not a middle one", () => {
    expect(percentile([1, 2, 3, 4], 0.5)).toBe(2);
    expect(percentile([...Array(100).keys()], 0.95)).toBe(94);
  });
});
