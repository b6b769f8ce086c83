import fc from "fast-check";
import { expect, test } from "vitest";
import {
  applyChanges,
  type Change,
  differences,
  type Json,
  type JsonObject,
} from "../../../../src/protocol/hub/difference.ts";

/** Documents as the two sides have them: none has a field `__proto__`, which is refused below. */
const json = fc
  .jsonValue({ maxDepth: 4 })
  .map((value) => JSON.parse(JSON.stringify(value).replaceAll("__proto__", "proto")) as Json);

test("changes made to the document before give the one after, for any two documents", () => {
  fc.assert(
    fc.property(json, json, (before, after) => {
      expect(applyChanges(before, JSON.parse(JSON.stringify(differences(before, after))) as Change[])).toEqual(after);
    }),
    { numRuns: 500 },
  );
});

test("a document that did not change has no changes", () => {
  fc.assert(
    fc.property(json, (document) => {
      expect(differences(document, structuredClone(document))).toEqual([]);
    }),
  );
});

test("a mute in a large state is one small change, not the state", () => {
  const state = (on: boolean): JsonObject => ({
    room: { name: "Oak" },
    meeting: { microphone: { on } },
    devices: [{ id: "a" }],
  });
  expect(differences(state(true), state(false))).toEqual([{ p: ["meeting", "microphone", "on"], v: false }]);
});

test("a field that became null is told from one that went away", () => {
  expect(differences({ meeting: 1 }, { meeting: null })).toEqual([{ p: ["meeting"], v: null }]);
  expect(differences({ meeting: 1 }, {})).toEqual([{ p: ["meeting"] }]);
});

test("making changes leaves the document before as it was", () => {
  const before = { list: [{ on: true }] };
  applyChanges(before, [{ p: ["list", 0, "on"], v: false }]);
  expect(before).toEqual({ list: [{ on: true }] });
});

test.each<[string, Change]>([
  ["a field of nothing", { p: ["a", "b", "c"], v: 1 }],
  ["a place past the end of a list", { p: ["list", 7], v: 1 }],
  ["a name in a list", { p: ["list", "length"], v: 0 }],
  ["the prototype", { p: ["__proto__", "polluted"], v: true }],
  ["the prototype itself", { p: ["__proto__"], v: { polluted: true } }],
  ["taking the whole away", { p: [] }],
])("a path that leads nowhere is refused: %s", (_, change) => {
  expect(() => applyChanges({ list: [1] }, [change])).toThrow(/leads nowhere/);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});
