import { expect, test } from "vitest";
import { DoorTurns } from "../../../src/hub/door-turns.ts";

const turns = () => new DoorTurns<string>({ handshakes: 4, waiting: 20, waitingFromAddress: 15, patienceMs: 1000 });

function many(door: DoorTurns<string>, address: string, count: number): boolean[] {
  return Array.from({ length: count }, (_, at) => door.arrive(address, `${address}${at}`));
}

test("an address that is alone has every handshake, in the order of coming", () => {
  const door = turns();
  many(door, "a", 6);
  expect(door.next(0)).toEqual(["a0", "a1", "a2", "a3"]);
  door.leave("a", "a2");
  expect(door.next(0)).toEqual(["a4"]);
});

test("an address that sends hundreds does not hold up the one room of another", () => {
  const door = turns();
  many(door, "a", 12);
  door.next(0);
  many(door, "b", 1);
  door.leave("a", "a0");
  door.leave("a", "a1");
  expect(door.next(0)).toContain("b0");
});

test("handshakes that are never finished give way when somebody else waits, and only as many as that needs", () => {
  const door = turns();
  many(door, "slow", 4);
  door.next(0);
  expect(door.overdue(5000)).toEqual([]);
  many(door, "b", 1);
  expect(door.overdue(900)).toEqual([]);
  expect(door.overdue(1000)).toEqual(["slow0"]);
});

test("an address with its fair share is left to finish", () => {
  const door = turns();
  many(door, "a", 2);
  many(door, "b", 2);
  door.next(0);
  many(door, "c", 3);
  expect(door.overdue(60_000)).toEqual([]);
});

test("who cannot be served soon is turned away, and whoever has gone makes place", () => {
  const door = turns();
  expect(many(door, "a", 16).filter(Boolean).length).toBe(15);
  expect(many(door, "b", 6).filter(Boolean).length).toBe(5);
  door.leave("a", "a7");
  expect(door.arrive("b", "late")).toBe(true);
  door.leave("b", "unknown");
  expect(door.next(0).length).toBe(4);
});
