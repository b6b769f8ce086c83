import fc from "fast-check";
import { expect, test } from "vitest";
import { type Layer, merge } from "../../../src/hub/estate/templates.ts";
import type { JsonObject } from "../../../src/protocol/hub/difference.ts";
import type { ShownTemplate } from "../../../src/protocol/hub/shown-settings.ts";
import { ManagedSchema } from "../../../src/settings/managed.ts";
import { fieldWords } from "../../../src/web/console/settings/field-words.ts";
import {
  fieldsOf,
  inheritedAt,
  layersAbove,
  leavesOf,
  numberTrouble,
  overriding,
  readWaves,
  refusedPath,
  type Schema,
  same,
  valueAt,
  withValue,
} from "../../../src/web/console/settings/settings-model.ts";

const template = (kind: ShownTemplate["kind"], scope: string, settings: JsonObject): ShownTemplate => ({
  ...{ kind, scope, name: scope, site: null, group: null, version: 1, changedAt: 0, settings },
});

const fields = fieldsOf(ManagedSchema as unknown as Schema);

test("every setting that a hub may set has a name in both languages, and no name is of a setting that is gone", () => {
  const paths = fields.map(({ path }) => path).sort();
  expect(Object.keys(fieldWords.en.fields).sort()).toEqual(paths);
  expect(Object.keys(fieldWords.zh.fields).sort()).toEqual(paths);
});

test("fields know their kind and bounds from the schema", () => {
  const of = (path: string) => fields.find((field) => field.path === path);
  expect(of("policies.autoJoin.cancelSeconds")).toMatchObject({ kind: "integer", minimum: 5, maximum: 120 });
  expect(of("policies.titles")).toMatchObject({ kind: "choice", options: ["title", "organiser", "busy"] });
  expect(of("policies.meetNow")?.kind).toBe("boolean");
  expect(of("room.zone")?.kind).toBe("text");
  expect(of("devices.drivers")?.kind).toBe("other");
});

const value = fc.constantFrom<JsonObject[string]>(null, 1, 2, true, "x");
const document = fc.record(
  { a: fc.record({ b: value, c: value }, { requiredKeys: [] }), d: value },
  { requiredKeys: [] },
);

test("what is said to be inherited is what a room gets from the templates above", () => {
  fc.assert(
    fc.property(document, document, document, (first, second, third) => {
      const layers = [
        template("organisation", "o", first as JsonObject),
        template("site", "s", second as JsonObject),
        template("group", "g", third as JsonObject),
      ];
      const real = merge(layers.map(({ kind, scope, settings }): Layer => ({ kind, scope, document: settings })));
      for (const path of ["a.b", "a.c", "d"]) {
        const found = inheritedAt(layers, path);
        expect(found?.value).toEqual(valueAt(real.document, path));
        expect(found?.from.scope).toEqual(real.origins[path]?.scope);
      }
    }),
  );
});

test("a value that is set and taken out again leaves the document as it was", () => {
  fc.assert(
    fc.property(fc.constantFrom("x", "x.y", "x.y.z"), (path) => {
      const before = { a: { b: 1 } };
      const set = withValue(before, path, 5);
      expect(valueAt(set, path)).toBe(5);
      expect(withValue(set, path, undefined)).toEqual(before);
    }),
  );
});

test("a room inherits from its own site and group, and from no other", () => {
  const all = [
    template("group", "board", {}),
    template("site", "oslo", {}),
    template("site", "bergen", {}),
    template("organisation", "acme", {}),
    template("room", "oak", {}),
  ];
  const above = layersAbove(all, { kind: "room", scope: "oak", site: "oslo", group: "board" });
  expect(above.map(({ scope }) => scope)).toEqual(["acme", "oslo", "board"]);
});

test("who sets a value below is named for the scope that holds them, and for no other", () => {
  const room = { ...template("room", "oak", { d: 1 }), site: "oslo", group: "board" };
  const place = { site: null, group: null };
  expect(overriding([room], { kind: "site", scope: "oslo", ...place }, "d")).toEqual([room]);
  expect(overriding([room], { kind: "site", scope: "bergen", ...place }, "d")).toEqual([]);
  expect(overriding([room], { kind: "organisation", scope: "acme", ...place }, "e")).toEqual([]);
});

test("numbers out of bounds and words in number fields are told apart", () => {
  const field = fields.find(({ path }) => path === "policies.autoLeaveMinutes")!;
  expect(numberTrouble(field, 121)).toBe("range");
  expect(numberTrouble(field, "soon")).toBe("whole");
  expect(numberTrouble(field, 0)).toBeNull();
  expect(numberTrouble(field, undefined)).toBeNull();
});

test("the hub's refusal is led back to its setting", () => {
  expect(refusedPath('settings: policies.titles "loud" must be one of "title"')).toEqual({
    path: "policies.titles",
    why: '"loud" must be one of "title"',
  });
  expect(refusedPath("no such room")).toBeNull();
});

test.each([
  ["5, 25, 100", [5, 25, 100]],
  ["100", [100]],
  ["5、50、100", [5, 50, 100]],
  ["5, 25", null],
  ["25, 5, 100", null],
  ["", null],
  ["0, 100", null],
])("waves %s are read, or refused", (text, waves) => {
  expect(readWaves(text)).toEqual(waves);
});

test("the order of fields makes no difference between settings", () => {
  expect(same({ a: 1, b: { c: [1], d: 2 } }, { b: { d: 2, c: [1] }, a: 1 })).toBe(true);
  expect(same({ a: 1 }, { a: null })).toBe(false);
});

test("single values are counted, not the objects around them", () => {
  expect(leavesOf({ a: { b: 1, c: { d: [1, 2] } }, e: null })).toBe(3);
});
