import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guestAddress } from "../../../src/web/display/idle/guest-address.ts";
import { nextOf } from "../../../src/web/display/idle/next-bookings.ts";
import { initialsOf } from "../../../src/web/shared/components/initials.ts";
import { layoutOf, recentSpeakers, type StagePerson } from "../../../src/web/shared/stage/stage-model.ts";
import { agenda, now } from "../../pages/support/room-states.ts";

const people = (count: number): StagePerson[] =>
  Array.from({ length: count }, (_, index) => {
    const identity = `p${index}`;
    return { identity, name: identity, speaking: false, muted: false, picture: null };
  });

const names = (persons: StagePerson[]) => persons.map(({ identity }) => identity);

describe("who is shown where", () => {
  test.each([
    [1, 1, 1],
    [2, 2, 1],
    [4, 2, 2],
    [5, 3, 2],
    [9, 3, 3],
  ])("%i people stand in %i columns and %i rows", (count, columns, rows) => {
    expect(layoutOf(people(count), false, [])).toMatchObject({ kind: "grid", columns, rows, more: 0 });
  });

  test("in a grid nobody changes places when they speak", () => {
    expect(names(layoutOf(people(4), false, ["p3"]).tiles)).toEqual(["p0", "p1", "p2", "p3"]);
  });

  test("with more than nine the speaker is large, and those who spoke last are in the strip", () => {
    const layout = layoutOf(people(12), false, ["p11", "p10"]);
    expect(layout).toMatchObject({ kind: "speaker", main: { identity: "p11" }, more: 6 });
    expect(names(layout.tiles)).toEqual(["p0", "p1", "p2", "p3", "p10"]);
  });

  test("beside a share there is room for four", () => {
    expect(layoutOf(people(6), true, ["p5"])).toMatchObject({ kind: "share", more: 2 });
    expect(names(layoutOf(people(6), true, ["p5"]).tiles)).toEqual(["p0", "p1", "p2", "p5"]);
  });

  test("a share without anybody else is still shown", () => {
    expect(layoutOf([], true, [])).toMatchObject({ kind: "share", tiles: [], more: 0 });
  });

  test("everybody is shown or counted, nobody twice", () => {
    const wish = fc.constantFrom("auto", "grid", "speaker");
    const recent = fc.array(fc.integer({ min: 0, max: 40 }).map((index) => `p${index}`));
    fc.assert(
      fc.property(fc.nat(40), fc.boolean(), recent, wish, (count, sharing, spoken, asked) => {
        const layout = layoutOf(people(count), sharing, spoken, asked as "auto");
        const shown = [...names(layout.tiles), ...(layout.main === null ? [] : [layout.main.identity])];
        expect(new Set(shown).size).toBe(shown.length);
        expect(shown.length + layout.more).toBe(count);
        expect(layout.tiles.length).toBeLessThanOrEqual(9);
      }),
    );
  });
});

describe("who spoke last", () => {
  const speaking = (...identities: string[]) => identities.map((identity) => ({ identity, speaking: true }));

  test("a new speaker comes to the front", () => {
    expect(recentSpeakers(["a", "b"], speaking("c"))).toEqual(["c", "a", "b"]);
  });

  test("silence changes nothing", () => {
    expect(recentSpeakers(["a", "b"], [])).toEqual(["a", "b"]);
  });

  test("two who speak at once do not take turns being large", () => {
    const first = recentSpeakers(["a"], speaking("a", "b"));
    const second = recentSpeakers(first, speaking("b", "a"));
    expect(first[0]).toBe("a");
    expect(second[0]).toBe("a");
  });

  test("nobody is listed twice, whatever the order", () => {
    const identity = fc.constantFrom("a", "b", "c", "d");
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(identity)), (turns) => {
        const recent = turns.reduce((before, turn) => recentSpeakers(before, speaking(...turn)), [] as string[]);
        expect(new Set(recent).size).toBe(recent.length);
      }),
    );
  });
});

test("a code to scan is shown only when it leads somewhere", () => {
  const at = (href: string) => guestAddress(new URL(href));
  expect(at("http://127.0.0.1:8420/display")).toBeNull();
  expect(at("http://localhost:8420/display")).toBeNull();
  expect(at("http://[::1]:8420/display")).toBeNull();
  expect(at("http://oak.example:8420/display")).toBe("http://oak.example:8420/guest");
});

test("the display shows two bookings of today, the running one first", () => {
  expect(nextOf([...agenda].reverse(), "Europe/Berlin", Date.parse(now)).map(({ id }) => id)).toEqual(["b1", "b2"]);
});

test.each([
  ["Ana Lindqvist", "AL"],
  ["carla maria de la torre", "CT"],
  ["李伟", "李"],
  ["  ", "?"],
  ["👩‍💻 dev", "👩D"],
])("the initials of %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
