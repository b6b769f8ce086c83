import fc from "fast-check";
import { expect, test } from "vitest";
import {
  canZoom,
  clustered,
  fitted,
  moved,
  project,
  type Side,
  type Size,
  sides,
  wordsAt,
  zoomed,
} from "../../../src/web/console/sites/map-model.ts";
import { degreesOf, graveOf, pairOf, searchOf, together } from "../../../src/web/console/sites/places-model.ts";

const size: Size = { width: 800, height: 500 };
const anyPlace = fc.record({
  latitude: fc.double({ min: -58, max: 80, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

test("no site is outside the map when it opens, wherever the sites are", () => {
  fc.assert(
    fc.property(fc.array(anyPlace, { minLength: 1 }), (places) => {
      const camera = fitted(places, size);
      for (const place of places) {
        const { x, y } = project(camera, size, place);
        expect(x).toBeGreaterThanOrEqual(-0.01);
        expect(x).toBeLessThanOrEqual(size.width + 0.01);
        expect(y).toBeGreaterThanOrEqual(-0.01);
        expect(y).toBeLessThanOrEqual(size.height + 0.01);
      }
    }),
  );
});

test("north is above and east is to the right", () => {
  const [berlin, sydney] = [
    { latitude: 52.5, longitude: 13.4 },
    { latitude: -33.9, longitude: 151.2 },
  ];
  const camera = fitted([berlin, sydney], size);
  const [a, b] = [project(camera, size, berlin), project(camera, size, sydney)];
  expect(a.x).toBeLessThan(b.x);
  expect(a.y).toBeLessThan(b.y);
});

test("no number of zooms and moves leaves the world, or gets stuck", () => {
  const step = fc.oneof(
    fc.record({ factor: fc.constantFrom(0.5, 1.7) }),
    fc.record({ x: fc.integer({ min: -900, max: 900 }), y: fc.integer({ min: -900, max: 900 }) }),
  );
  fc.assert(
    fc.property(fc.array(anyPlace), fc.array(step), (places, steps) => {
      const start = fitted(places, size);
      const camera = steps.reduce(
        (now, one) => ("factor" in one ? zoomed(now, one.factor, size) : moved(now, one, size)),
        start,
      );
      expect(Math.abs(camera.centre.longitude)).toBeLessThanOrEqual(180);
      expect(camera.centre.latitude).toBeGreaterThanOrEqual(-60);
      expect(camera.centre.latitude).toBeLessThanOrEqual(84);
      expect(camera.scale).toBeGreaterThan(0);
      const can = canZoom(camera, size);
      expect(can.nearer || can.farther).toBe(true);
      if (can.nearer) expect(zoomed(camera, 1.7, size).scale).toBeGreaterThan(camera.scale);
    }),
  );
});

test("every site is in exactly one mark, and no two marks lie upon each other", () => {
  const apart = { width: 120, height: 40 };
  const mark = fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 500 }) });
  fc.assert(
    fc.property(fc.array(mark), (points) => {
      const clusters = clustered(
        points.map((at, of) => ({ at, of })),
        apart,
      );
      expect(clusters.flatMap(({ members }) => members).sort((a, b) => a - b)).toEqual(points.map((_, index) => index));
      for (const [index, { at: a }] of clusters.entries())
        for (const { at: b } of clusters.slice(index + 1))
          expect(Math.abs(a.x - b.x) >= apart.width || Math.abs(a.y - b.y) >= apart.height).toBe(true);
    }),
  );
});

test("the words of a mark hide no other mark, no other words, and do not leave the map", () => {
  const mark = fc.record({
    at: fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 500 }) }),
    words: fc.integer({ min: 20, max: 300 }),
  });
  fc.assert(
    fc.property(fc.array(mark), (marks) => {
      const found = sides(marks, size);
      const drawn = marks.flatMap(({ at, words }, index) => {
        const side = found[index] as Side;
        return side === "none" ? [] : [wordsAt({ at, words })[side]];
      });
      for (const [index, a] of drawn.entries()) {
        expect(a.left).toBeGreaterThanOrEqual(0);
        expect(a.right).toBeLessThanOrEqual(size.width);
        for (const b of drawn.slice(index + 1))
          expect(a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom).toBe(true);
      }
    }),
  );
  expect(sides([{ at: { x: 400, y: 250 }, words: 100 }], size)).toEqual(["right"]);
  expect(sides([{ at: { x: 780, y: 250 }, words: 100 }], size)).toEqual(["left"]);
});

test("a mark in a narrow map's middle or at its edge has its words below or above, not none", () => {
  const narrow = { width: 358, height: 280 };
  const [middle, edge] = [
    { at: { x: 150, y: 140 }, words: 190 },
    { at: { x: 346, y: 270 }, words: 340 },
  ];
  expect(sides([middle, edge], narrow)).toEqual(["right", "above-end"]);
  const wide = { ...middle, words: 215 };
  expect(sides([wide], narrow)).toEqual(["below-start"]);
  const covered = [{ left: 0, right: 358, top: 150, bottom: 280 }];
  expect(sides([wide], narrow, covered)).toEqual(["above-start"]);
});

const counts = { rooms: 3, meeting: 1, idle: 1, offline: 0, never: 1, fault: 0, serious: 0 };

test("a place is as bad as the worst in it", () => {
  expect(graveOf(counts)).toBe("well");
  expect(graveOf({ ...counts, fault: 1 })).toBe("fault");
  expect(graveOf({ ...counts, fault: 1, offline: 1 })).toBe("offline");
  expect(graveOf({ ...counts, fault: 2, offline: 1, serious: 1 })).toBe("serious");
  expect(graveOf({ ...counts, never: 3 })).toBe("waiting");
  expect(graveOf(together([]))).toBe("empty");
  expect(together([counts, counts])).toEqual({ ...together([]), rooms: 6, meeting: 2, idle: 2, never: 2 });
});

test("names with quotation marks and blanks do not break the search for their rooms", () => {
  expect(searchOf({ site: "Berlin" }, "offline")).toBe('offline site:"Berlin"');
  expect(searchOf({ site: "Haus 2", building: "B", floor: "3" }, "")).toBe('site:"Haus 2" building:"B" floor:3');
  expect(searchOf({ site: 'The "Barn" east', building: "", floor: "1 upper" }, "")).toBe(
    'site:"The ""Barn"" east" building:"" floor:"1 upper"',
  );
  expect(searchOf({ site: "", building: "A", floor: 'x"y' }, "")).toBe('site:"" building:"A" floor:"x""y"');
  expect(searchOf({ site: "HQ", siteId: "site-1" }, "")).toBe("site:site-1");
});

test("coordinates are taken as people write and copy them, and what is none is not guessed", () => {
  expect(pairOf("52.5286, 13.3796")).toEqual({ latitude: "52.5286", longitude: "13.3796" });
  expect(pairOf("-33.8642 151.2109")).toEqual({ latitude: "-33.8642", longitude: "151.2109" });
  expect(pairOf("52,52")).toBeNull();
  expect(degreesOf("52,52", 90)).toBe(52.52);
  expect(degreesOf(" ", 90)).toBeNull();
  expect(degreesOf("91", 90)).toBeNaN();
  expect(degreesOf("north", 90)).toBeNaN();
});
