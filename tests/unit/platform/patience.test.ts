import { expect, test } from "vitest";
import { patienceIn } from "../../../src/platform/patience.ts";

test("a room computer without a word about patience keeps its deadlines as they are", () => {
  expect(patienceIn({})).toBe(1);
  expect(patienceIn({ ROOMKEEPER_PATIENCE: "" })).toBe(1);
  expect(patienceIn({ ROOMKEEPER_PATIENCE: "5" })).toBe(5);
});

test("a mistyped patience is told, instead of deadlines that pass at once or never", () => {
  for (const nonsense of ["five", "0", "-3", "1000", "Infinity", "NaN"])
    expect(() => patienceIn({ ROOMKEEPER_PATIENCE: nonsense })).toThrow(/takes a number from 1 to 20/);
});
