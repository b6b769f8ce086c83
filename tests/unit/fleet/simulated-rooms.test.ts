import { expect, test } from "vitest";
import { diceOf } from "../../../src/fleet/simulator/dice.ts";
import { expectedOf } from "../../../src/fleet/simulator/equipment.ts";
import { placeOf } from "../../../src/fleet/simulator/estate.ts";
import { SimulatedRoom } from "../../../src/fleet/simulator/simulated-room.ts";
import { summarise } from "../../../src/hub/estate/summary.ts";
import { readerOf } from "../../../src/protocol/check.ts";
import type { JsonObject } from "../../../src/protocol/hub/difference.ts";
import { RoomStateShape } from "../../../src/protocol/room-state.ts";

const read = readerOf(RoomStateShape, "state", "request.invalid");
const now = () => Date.parse("2026-03-02T09:10:00Z");
const roomAt = (index: number) =>
  new SimulatedRoom({ id: `r${index}`, place: placeOf(index), random: diceOf(index + 1), now });

test("what simulated rooms say is what a panel of a real room could show, whatever happens in them", () => {
  for (let index = 0; index < 60; index++) {
    const room = roomAt(index);
    for (let times = 0; times < 40; times++) {
      expect(() => read(room.state())).not.toThrow();
      room.live();
    }
  }
});

test("no two of ten thousand simulated rooms at one site have the same name", () => {
  const places = Array.from({ length: 10_000 }, (_, index) => placeOf(index));
  expect(new Set(places.map(({ site, name }) => `${site} ${name}`)).size).toBe(places.length);
});

test("in simulated rooms something is sometimes missing, and mostly all is there", () => {
  const missing = Array.from({ length: 400 }, (_, index) => {
    const { devices } = summarise(roomAt(index).state() as unknown as JsonObject);
    const there = new Set(devices.filter(({ phase }) => phase === "ready").flatMap(({ capabilities }) => capabilities));
    return expectedOf(placeOf(index).kind).filter((capability) => !there.has(capability)).length > 0;
  });
  const share = missing.filter(Boolean).length / missing.length;
  expect(share).toBeGreaterThan(0.005);
  expect(share).toBeLessThan(0.05);
});
