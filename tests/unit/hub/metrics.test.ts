import { expect, test } from "vitest";
import { metricsOf } from "../../../src/hub/api/routes/metrics.ts";
import { fleetRoom } from "./fleet-room.ts";

test("rooms are counted by site, and an offline one is not counted as online", () => {
  const text = metricsOf([
    fleetRoom("a", { siteName: "Berlin" }),
    fleetRoom("b", { siteName: "Berlin", connected: false }),
    fleetRoom("c", { siteName: "Oslo" }),
  ]);
  expect(text).toContain('roomkeeper_rooms_online{site="Berlin"} 1\nroomkeeper_rooms_online{site="Oslo"} 1\n');
  expect(text).toContain('roomkeeper_rooms_offline{site="Berlin"} 1\n');
});

test("a name cannot forge a second metric", () => {
  const text = metricsOf([fleetRoom("a", { name: 'Oak"} 1\nroomkeeper_rooms_online{site="x\\' })]);
  expect(text.split("\n").filter((line) => line.startsWith("roomkeeper_rooms_online"))).toHaveLength(1);
  expect(text).toContain('name="Oak\\"} 1\\nroomkeeper_rooms_online{site=\\"x\\\\"');
});
