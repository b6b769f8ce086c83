import { expect, test } from "vitest";
import { FleetView } from "../../../src/hub/estate/fleet-view.ts";
import { InProcessFanOut } from "../../../src/hub/fan-out/in-process.ts";
import type { HubParts } from "../../../src/hub/hub-parts.ts";
import { Neighbours } from "../../../src/hub/work/neighbours.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";
import { fleetRoom } from "./fleet-room.ts";

function hub() {
  const clock = new FakeClock();
  const fanOut = new InProcessFanOut();
  const view = new FleetView();
  const neighbours = new Neighbours({ hub: "here", clock, fanOut, view, log: silentLog } as unknown as HubParts);
  let replays = 0;
  fanOut.subscribe("replay", () => {
    replays += 1;
  });
  const pass = async (times: number, rooms: number | null) => {
    for (let n = 0; n < times; n++) {
      await clock.advance(2000);
      neighbours.tick();
      if (rooms !== null) fanOut.publish("alive", { hub: "there", rooms });
    }
  };
  return { view, pass, replays: () => replays };
}

test("rooms of a hub process that fell silent are offline, and asked for when it is heard again", async () => {
  const { view, pass, replays } = hub();
  view.put(fleetRoom("oak", { connected: true, hub: "there" }));
  view.put(fleetRoom("elm", { connected: true, hub: "here" }));
  await pass(5, 1);
  expect([view.byId("oak")?.connected, replays()]).toEqual([true, 0]);
  await pass(6, null);
  expect([view.byId("oak")?.connected, view.byId("elm")?.connected]).toEqual([false, true]);
  await pass(5, 1);
  expect(replays()).toBe(1);
});

test("a number that differs for a moment only is nothing; one that stays is asked about now and then, not always", async () => {
  const { view, pass, replays } = hub();
  view.put(fleetRoom("oak", { connected: true, hub: "there" }));
  await pass(2, 2);
  await pass(1, 1);
  await pass(2, 2);
  expect(replays()).toBe(0);
  await pass(20, 2);
  expect(replays()).toBeGreaterThan(0);
  expect(replays()).toBeLessThan(4);
});
