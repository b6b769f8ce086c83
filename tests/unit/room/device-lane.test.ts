import { beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "../../../src/platform/log.ts";
import type { HostOrder, HostReport } from "../../../src/protocol/device-host.ts";
import { DeviceLane } from "../../../src/room/device-lane.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

let clock: FakeClock;
let lane: DeviceLane;
let orders: HostOrder[];
let refused: string[];
let host: { onReport: (report: HostReport) => void; onEnd: (why: string) => void };

beforeEach(() => {
  clock = new FakeClock();
  [orders, refused] = [[], []];
  lane = new DeviceLane(
    {
      clock,
      log: silentLog,
      spawn(handlers) {
        host = handlers;
        return { pid: 1, send: (order) => orders.push(order), kill: () => {}, retire: () => {} };
      },
      onDevices: () => {},
      onDown: () => {},
      onSettingsRefused: (driver) => refused.push(driver),
    },
    { drivers: { good: {}, bad: {} }, cameraSize: { width: 1280, height: 720, framesPerSecond: 30 } },
  );
  lane.start();
});

const off = () => orders.filter((order) => order.type === "configure").map((order) => order.off);

describe("an order to a device", () => {
  const give = () =>
    lane.command("d", { type: "ptzHome" }).then(
      () => "done",
      (error: Error) => error.message,
    );
  const lastId = () => orders.filter((order) => order.type === "command").at(-1)?.id ?? 0;

  it("is answered by its own answer", async () => {
    const answers = [give(), give()];
    const id = lastId();
    host.onReport({ type: "commandResult", id, deviceId: "d", problem: null });
    host.onReport({
      type: "commandResult",
      id: id - 1,
      deviceId: "d",
      problem: { code: "device.gone", message: "gone" },
    });
    expect(await Promise.all(answers)).toEqual(["gone", "done"]);
  });

  it("ends when nobody answers, and when the host dies", async () => {
    const silent = give();
    await clock.advance(5_000);
    expect(await silent).toMatch(/no answer/);
    const cut = give();
    host.onEnd("signal SIGKILL");
    expect(await cut).toMatch(/ended/);
  });
});

describe("a driver that kills the host", () => {
  const crash = async () => {
    host.onReport({ type: "calling", driver: "bad" });
    host.onEnd("signal SIGSEGV");
    await clock.advance(1_000);
  };

  it("is set aside after the third time within a minute, and the others run on", async () => {
    await crash();
    await crash();
    expect(refused).toEqual([]);
    await crash();
    expect(refused).toEqual(["bad"]);
    expect(off()).toEqual([[], [], [], ["bad"]]);
  });

  it("is kept when it happens rarely, or when nothing points to it", async () => {
    for (let time = 0; time < 5; time++) {
      await crash();
      await clock.advance(60_000);
    }
    for (let time = 0; time < 5; time++) {
      host.onReport({ type: "calling", driver: "bad" });
      host.onReport({ type: "calling", driver: "" });
      host.onEnd("signal SIGKILL");
      await clock.advance(20_000);
    }
    expect(refused).toEqual([]);
  });
});
