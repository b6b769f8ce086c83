import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { blameOf } from "../../../src/device-host/blame.ts";
import { memoryIn } from "../../../src/device-host/memory.ts";
import type { DeviceCommand, RoomSummary } from "../../../src/domain/device-command.ts";
import { RoomkeeperError } from "../../../src/domain/errors.ts";
import type { DriverContext } from "../../../src/driver-contract/index.ts";
import { silentLog } from "../../../src/platform/log.ts";
import type { HostReport } from "../../../src/protocol/device-host.ts";
import { never, plainDevice, scriptedDriver } from "../../simulators/scripted-driver.ts";
import { hostWith } from "./host-bench.ts";

const summary = (volumePercent: number): RoomSummary => ({
  meeting: "none",
  microphone: false,
  camera: false,
  sharing: false,
  canShare: false,
  volumePercent,
  ringing: false,
  occupied: false,
  joinable: null,
  meetNow: true,
});
const lamps = { indicators: { mute: true, offHook: false, ring: false } };

/** A host with one device that takes commands as the test says. */
async function hostOf(command: (command: DeviceCommand) => Promise<void>) {
  let context: DriverContext | null = null;
  const driver = scriptedDriver("lamp", (given, id) => {
    context = given;
    return Promise.resolve(plainDevice(id, { capabilities: lamps, command }));
  });
  const bench = hostWith([driver]);
  await bench.configure();
  await bench.settle();
  return { ...bench, context: () => context! };
}

describe("commands to a device", () => {
  it("reach it, and its refusal comes back without costing the device", async () => {
    const taken: DeviceCommand[] = [];
    const { host, phases } = await hostOf((command) => {
      taken.push(command);
      return Promise.reject(new RoomkeeperError("intent.impossible", "no"));
    });
    await expect(host.command("lamp:lamp", { type: "relay", on: true })).rejects.toThrow("no");
    expect(taken).toEqual([{ type: "relay", on: true }]);
    expect(phases("lamp:lamp")).not.toContain("faulted");
  });

  it("that no device is there for are refused by name", async () => {
    const { host } = hostWith([]);
    await expect(host.command("nobody", { type: "ptzHome" })).rejects.toThrow(/no device nobody/);
  });

  it("that a device swallows end at a deadline, and the device is opened anew", async () => {
    const { host, clock, device, settle } = await hostOf(never);
    const answer = host.command("lamp:lamp", { type: "relay", on: true }).catch((error: RoomkeeperError) => error.code);
    await clock.advance(3_000);
    expect(await answer).toBe("device.timeout");
    await settle();
    expect(device("lamp:lamp")).toMatchObject({ phase: "faulted", problem: { code: "device.timeout" } });
  });
});

describe("what lamps show", () => {
  it("is the newest state: what a slow lamp missed is left out", async () => {
    const shown: number[] = [];
    const waiting: (() => void)[] = [];
    const { host, settle } = await hostOf((command) => {
      if (command.type === "show") shown.push(command.room.volumePercent);
      return new Promise((resolve) => waiting.push(resolve));
    });
    for (const percent of [1, 2, 3, 4]) host.show(summary(percent));
    await settle();
    expect(shown).toEqual([1]);
    waiting.shift()?.();
    await settle();
    expect(shown).toEqual([1, 4]);
    waiting.shift()?.();
    await settle();
    host.show(summary(5));
    await settle();
    expect(shown).toEqual([1, 4, 5]);
  });

  it("is shown at once on a device that comes later", async () => {
    const shown: DeviceCommand[] = [];
    const driver = scriptedDriver("late", (_, id) =>
      Promise.resolve(
        plainDevice(id, { capabilities: lamps, command: (command) => Promise.resolve(void shown.push(command)) }),
      ),
    );
    const { host, configure, settle } = hostWith([driver]);
    host.show(summary(7));
    await configure();
    await settle();
    expect(shown).toEqual([{ type: "show", room: summary(7) }]);
  });
});

describe("keys", () => {
  it("are told with their device, and no more once it was closed", async () => {
    const { host, context, happened } = await hostOf(() => Promise.resolve());
    context().observe({ type: "event", event: { type: "muteToggled" } });
    await host.stop();
    context().observe({ type: "event", event: { type: "muteToggled" } });
    expect(happened).toEqual([["lamp:lamp", { type: "muteToggled" }]]);
  });
});

describe("who is blamed when the host dies", () => {
  const reports: HostReport[] = [];
  const blame = blameOf(["uvc-camera", "my-lamp"], (report) => reports.push(report), silentLog);
  afterEach(() => void reports.splice(0));

  it("the newest call that is still under way, also when an older one outlives a newer", () => {
    const endFirst = blame.calling("uvc-camera");
    blame.calling("my-lamp")();
    endFirst();
    expect(reports.map((report) => report.type === "calling" && report.driver)).toEqual([
      "uvc-camera",
      "my-lamp",
      "uvc-camera",
      "",
    ]);
  });

  it.each([
    ["at run (/opt/roomkeeper/drivers/uvc-camera/driver.ts:3:1)", "uvc-camera"],
    ["at run (/srv/node_modules/roomkeeper-driver-my-lamp/index.js:3:1)", "my-lamp"],
    ["at run (/opt/roomkeeper/src/device-host/slot.ts:3:1)", ""],
  ])("the driver in whose code it was thrown: %s", (place, driver) => {
    const error = Object.assign(new TypeError("x"), { stack: `TypeError: x\n    ${place}` });
    blame.uncaught(error, () => undefined);
    expect(reports).toEqual([{ type: "crashed", driver, detail: "x" }]);
  });
});

describe("what devices keep", () => {
  it("survives, a device each; a file that was cut off counts as nothing", async () => {
    const folder = await mkdtemp(join(tmpdir(), "rk-memory-"));
    try {
      const memory = memoryIn(folder, silentLog);
      await memory("cam:a/b").save({ presets: [1] });
      await memory("cam:a-b").save(2);
      expect(await memory("cam:a/b").load()).toEqual({ presets: [1] });
      expect(await memory("cam:a-b").load()).toBe(2);
      expect(await memory("other").load()).toBeNull();
      for (const file of await readdir(folder)) await writeFile(join(folder, file), '{"presets":');
      expect(await memory("cam:a/b").load()).toBeNull();
      await expect(memory("cam:a/b").save("x".repeat(70_000))).rejects.toThrow(/65536 bytes/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
