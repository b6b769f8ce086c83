import fc from "fast-check";
import { expect, test } from "vitest";
import { countPlaces } from "../../../src/hub/estate/place-counts.ts";
import { readQuery } from "../../../src/hub/estate/query.ts";
import { summarise } from "../../../src/hub/estate/summary.ts";
import { fleetRoom } from "./fleet-room.ts";

const site = (id: string, name = id) => ({ id, name, address: "", zone: "", latitude: null, longitude: null });
const faulty = (severity: string) => summarise({ faults: [{ code: "camera.missing", severity, subject: "" }] });

const anyRoom = fc.record({
  site: fc.constantFrom("s1", "s2", "unknown", null),
  building: fc.constantFrom("", "A", "B"),
  floor: fc.constantFrom("", "2", "10"),
  connected: fc.boolean(),
  seenAt: fc.constantFrom(null, 1),
  summary: fc.constantFrom(null, faulty("serious"), faulty("notice"), summarise({ meeting: { title: "x" } })),
});

test("a room is counted in one site, one building, one floor and one state, never twice and never nowhere", () => {
  fc.assert(
    fc.property(fc.array(anyRoom), (changes) => {
      const rooms = changes.map((change, index) => fleetRoom(`r${index}`, change));
      const places = countPlaces(rooms, [site("s1"), site("s2")]);
      const sum = (counts: { rooms: number }[]) => counts.reduce((all, one) => all + one.rooms, 0);
      expect(sum(places.map(({ counts }) => counts))).toBe(rooms.length);
      for (const { counts, buildings } of places) {
        expect(counts.meeting + counts.idle + counts.offline + counts.never).toBe(counts.rooms);
        expect(counts.serious).toBeLessThanOrEqual(counts.fault);
        expect(sum(buildings.map((building) => building.counts))).toBe(counts.rooms);
        for (const { counts: inside, floors } of buildings)
          expect(sum(floors.map((floor) => floor.counts))).toBe(inside.rooms);
      }
    }),
  );
});

test("a site without rooms is told, and rooms without a site come last", () => {
  const places = countPlaces([fleetRoom("r1"), fleetRoom("r2", { site: "s2" })], [site("s2", "B"), site("s1", "A")]);
  expect(places.map(({ id, counts }) => [id, counts.rooms])).toEqual([
    ["s1", 0],
    ["s2", 1],
    [null, 1],
  ]);
});

test("floor 10 does not come before floor 2, and what has no name is last", () => {
  const rooms = ["10", "", "2"].map((floor) => fleetRoom(floor, { site: "s1", floor }));
  const [only] = countPlaces(rooms, [site("s1")]);
  expect(only?.buildings[0]?.floors.map(({ name }) => name)).toEqual(["2", "10", ""]);
});

test('rooms without a site are found by site:"", not all of them', () => {
  expect(readQuery('site:""')(fleetRoom("r1", { siteName: "" }))).toBe(true);
  expect(readQuery('site:"" building:""')(fleetRoom("r1", { siteName: "Berlin" }))).toBe(false);
});
