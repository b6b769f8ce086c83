import fc from "fast-check";
import { expect, test } from "vitest";
import { FleetView } from "../../../src/hub/estate/fleet-view.ts";
import { readQuery } from "../../../src/hub/estate/query.ts";
import type { FleetRoom } from "../../../src/hub/estate/room-row.ts";
import { summarise } from "../../../src/hub/estate/summary.ts";
import { drift, type Layer, merge, preview, scopesOf } from "../../../src/hub/estate/templates.ts";
import { applyChanges, type JsonObject } from "../../../src/protocol/hub/difference.ts";
import { fleetRoom } from "./fleet-room.ts";

const cameraFault = summarise({
  faults: [{ code: "camera.missing", severity: "warning", subject: "", since: "" }],
  devices: [{ title: "Poly Studio P15", phase: "ready", capabilities: ["microphone"], driver: "x" }],
});

test.each<[string, Partial<FleetRoom>, boolean]>([
  ["offline", { connected: false }, true],
  ["offline", { connected: false, seenAt: null }, false],
  ["never", { connected: false, seenAt: null }, true],
  ["-offline", { connected: false }, false],
  ["fault:camera", { summary: cameraFault }, true],
  ["fault:camera", { summary: cameraFault, connected: false }, false],
  ["fault", { summary: cameraFault }, true],
  ["model:poly", { summary: cameraFault }, true],
  ['model:"studio p15"', { summary: cameraFault }, true],
  ['site:"hq"', { siteName: "HQ" }, true],
  ['site:"HQ"', { siteName: "HQ North" }, false],
  ["site:HQ", { siteName: "HQ North" }, true],
  ['-site:"HQ"', { siteName: "HQ North" }, true],
  ['site:"SITE-1"', { site: "site-1", siteName: "HQ" }, true],
  ['site:"The ""Barn"" east"', { siteName: 'The "Barn" east' }, true],
  ['site:"The ""Barn"""', { siteName: 'The "Barn" east' }, false],
  ['site:"" building:"A"', { siteName: "", building: "a" }, true],
  ['building:"A"', { building: "AB" }, false],
  ['group:"huddle"', { groupName: "Huddles" }, false],
  ["group:group-7", { group: "group-7", groupName: "Huddles" }, true],
  ["missing:camera", { summary: cameraFault, expected: ["camera"] }, true],
  ["missing", { summary: cameraFault, expected: ["microphone"] }, false],
  ["tag:board", { tags: ["Board"] }, true],
  ["tag:boa", { tags: ["board"] }, false],
  ["floor:3", { floor: "3" }, true],
  ["oak", { name: "The Oak" }, true],
  ['"offline"', { name: "offline training" }, true],
  ["zoo:3", { name: "zoo:3" }, true],
  ["drift", { targetVersion: 2, reportedVersion: 1, reportedStatus: "applied" }, true],
  ["drift", { targetVersion: 2, reportedVersion: 2, reportedStatus: "applied" }, false],
  ["constructor:x", {}, false],
  ["oak tag:board", { name: "oak", tags: [] }, false],
  ["", {}, true],
])("the search %j on %j is %s", (search, change, expected) => {
  expect(readQuery(search)(fleetRoom("r", change))).toBe(expected);
});

test("no search text throws", () => {
  fc.assert(
    fc.property(fc.string(), (search) => {
      expect(typeof readQuery(search)(fleetRoom("r"))).toBe("boolean");
    }),
  );
});

test("whatever a room says, its summary can be made and is bounded", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom("meeting", "faults", "devices", "calendar"), fc.jsonValue()), (state) => {
      expect(JSON.stringify(summarise(state as JsonObject)).length).toBeLessThan(400_000);
    }),
  );
});

test("the list stays in order and complete whatever changes", () => {
  const change = fc.record({
    id: fc.nat(8).map((n) => `r${n}`),
    name: fc.constantFrom("a", "b", "c10", "c9"),
    remove: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      const view = new FleetView();
      const model = new Map<string, string>();
      for (const { id, name, remove } of changes) {
        view.all("o1");
        if (remove) view.remove(id);
        else view.put(fleetRoom(id, { name }));
        if (remove) model.delete(id);
        else model.set(id, name);
      }
      const order = ["a", "b", "c9", "c10"];
      const expected = [...model].sort((x, y) => order.indexOf(x[1]) - order.indexOf(y[1]) || (x[0] < y[0] ? -1 : 1));
      expect(view.all("o1").map((one) => [one.id, one.name])).toEqual(expected);
    }),
  );
});

test("a room is not there for another organisation", () => {
  const view = new FleetView();
  view.put(fleetRoom("r1"));
  expect(view.get("o1", "r1")?.id).toBe("r1");
  expect(view.get("o2", "r1")).toBeUndefined();
  expect(view.list("o2", { search: "", offset: 0, limit: 10 }).total).toBe(0);
});

const document = fc.dictionary(
  fc.constantFrom("a", "b", "c", "__proto__"),
  fc.oneof(
    fc.integer(),
    fc.constant(null),
    fc.dictionary(fc.constantFrom("x", "y"), fc.oneof(fc.integer(), fc.constant(null))),
  ),
);

test("the particular wins over the general, and each setting's origin names who has set it", () => {
  const layers: Layer[] = [
    {
      kind: "organisation",
      scope: "o1",
      document: { policies: { autoJoin: { enabled: true, cancelSeconds: 30 } }, room: { language: "en" } },
    },
    { kind: "site", scope: "s1", document: { room: { language: "zh" } } },
    { kind: "room", scope: "r1", document: { policies: { autoJoin: { cancelSeconds: null } } } },
  ];
  const { document: merged, origins } = merge(layers);
  expect(merged).toEqual({ policies: { autoJoin: { enabled: true } }, room: { language: "zh" } });
  expect(origins).toEqual({
    "policies.autoJoin.enabled": { kind: "organisation", scope: "o1" },
    "room.language": { kind: "site", scope: "s1" },
  });
});

test("every value of a merged document has an origin, and every origin a value", () => {
  fc.assert(
    fc.property(document, document, document, (a, b, c) => {
      const layers = [a, b, c].map((one, n) => ({
        kind: "site" as const,
        scope: `s${n}`,
        document: one as JsonObject,
      }));
      const { document: merged, origins } = merge(layers);
      const paths = Object.entries(merged).flatMap(([name, value]) =>
        typeof value === "object" && value !== null ? Object.keys(value).map((inner) => `${name}.${inner}`) : [name],
      );
      expect(Object.keys(origins).sort()).toEqual(paths.sort());
    }),
  );
});

test("drift, made on what the room runs, gives what it should run", () => {
  const target = { a: 1, b: { c: [1, 2] } };
  const reported = { a: 2, b: { c: [1, 3] }, old: true };
  expect(applyChanges(reported, drift(target, reported))).toEqual(target);
  expect(drift(target, structuredClone(target))).toEqual([]);
});

test("a preview says how many rooms change and which values, the most frequent first", () => {
  const live = { live: false };
  const shown = preview([
    { id: "r1", before: { a: 1 }, after: { a: 2 } },
    { id: "r2", before: { a: 1, b: 1 }, after: { a: 2, b: 2 } },
    { id: "r3", before: { a: 2 }, after: { a: 2 } },
    { id: "r4", before: { c: { d: 1, e: 1 } }, after: { c: { e: 1 }, f: { g: [1] } } },
  ]);
  expect(shown).toMatchObject({
    rooms: ["r1", "r2", "r4"],
    changes: [
      { path: "a", before: 1, value: 2, rooms: 2, ...live },
      { path: "b", before: 1, value: 2, rooms: 1, ...live },
      { path: "c.d", before: 1, rooms: 1, ...live },
      { path: "f.g", value: [1], rooms: 1, ...live },
    ],
  });
});

test("a room of which only live settings change takes them in a meeting; with one that is not, it waits", () => {
  const { live, changes } = preview([
    { id: "r1", before: {}, after: { policies: { meetNow: false } } },
    { id: "r2", before: {}, after: { policies: { meetNow: false }, media: { camera: { codec: "vp8" } } } },
  ]);
  expect([...live]).toEqual(["r1"]);
  expect(changes.map((change) => [change.path, change.live])).toEqual([
    ["policies.meetNow", true],
    ["media.camera.codec", false],
  ]);
});

test("a room without a site has no site's template", () => {
  expect(scopesOf({ organisation: "o1", site: null, group: "g1", room: "r1" }).map(({ kind }) => kind)).toEqual([
    "organisation",
    "group",
    "room",
  ]);
});
