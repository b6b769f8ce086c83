import { describe, expect, it } from "vitest";
import { DeviceError } from "../../../src/domain/errors.ts";
import type { DriverContext } from "../../../src/driver-contract/index.ts";
import { never, plainDevice, scriptedDriver } from "../../simulators/scripted-driver.ts";
import { cameraSize, hostWith } from "./host-bench.ts";

const good = scriptedDriver("good", (_, id) => Promise.resolve(plainDevice(id)));

describe("a driver that misbehaves costs its own device and no other", () => {
  it("one that never finishes opening is given up after its time, and tried again", async () => {
    let openings = 0;
    const hung = scriptedDriver("hung", () => {
      openings++;
      return never();
    });
    const { configure, clock, device } = hostWith([hung, good]);
    await configure();
    await clock.advance(0);
    expect(device("good:good")?.phase).toBe("ready");
    expect(device("hung:hung")?.phase).toBe("opening");
    await clock.advance(10_000);
    expect(device("hung:hung")).toMatchObject({ phase: "faulted", problem: { code: "device.timeout" } });
    await clock.advance(1_500 + 1_300);
    expect(openings).toBe(2);
    expect(device("good:good")?.phase).toBe("ready");
  });

  it("one that never finishes closing gives up its port all the same", async () => {
    const sticky = scriptedDriver("sticky", async ({ transports }, id) => {
      await transports.alsa("card", 0);
      return plainDevice(id, { close: never });
    });
    const { configure, clock, device, warnings } = hostWith([sticky]);
    await configure();
    await configure({});
    await clock.advance(1_500);
    expect(device("sticky:sticky")).toBeUndefined();
    expect(warnings).toContainEqual([
      "a device did not close properly",
      expect.objectContaining({ device: "sticky:sticky" }),
    ]);
    await configure();
    await clock.advance(0);
    expect(device("sticky:sticky")?.phase).toBe("ready");
  });

  it("an opening that comes to something after it was given up is closed", async () => {
    let finish = (_: ReturnType<typeof plainDevice>) => {};
    let closed = 0;
    const late = scriptedDriver("late", () => new Promise((resolve) => (finish = resolve)), { openTimeoutMs: 1_000 });
    const { configure, clock } = hostWith([late]);
    await configure();
    await clock.advance(1_000);
    finish(plainDevice("late:late", { close: () => Promise.resolve(void closed++) }));
    await clock.advance(0);
    expect(closed).toBe(1);
  });

  it("one that throws at once, and no error at that, is reported with what it threw", async () => {
    const rude = scriptedDriver("rude", () => {
      throw "no!";
    });
    const { configure, clock, device } = hostWith([rude, good]);
    await configure();
    await clock.advance(0);
    expect(device("rude:rude")?.problem).toEqual({ code: "programming", message: "no!" });
    expect(device("good:good")?.phase).toBe("ready");
  });

  it("one whose match throws gets nothing; the others get theirs", async () => {
    const broken = { ...good, manifest: { ...good.manifest, id: "broken" }, match: () => JSON.parse("{") };
    const { configure, device, settle } = hostWith([broken, good]);
    await configure();
    await settle();
    expect(device("good:good")?.phase).toBe("ready");
  });

  it("one that hangs in configure is closed and opened again", async () => {
    let openings = 0;
    const stuck = scriptedDriver("stuck", (_, id) => {
      openings++;
      return Promise.resolve(plainDevice(id, { configure: never }));
    });
    const { configure, clock, device } = hostWith([stuck]);
    await configure();
    await clock.advance(0);
    await configure({ stuck: {} }, { ...cameraSize, width: 1920, height: 1080 });
    await clock.advance(5_000);
    expect(device("stuck:stuck")?.problem?.code).toBe("device.timeout");
    await clock.advance(1_300);
    expect(openings).toBe(2);
    expect(device("stuck:stuck")?.phase).toBe("ready");
  });
});

describe("a device that fails", () => {
  it("is closed, waits, and is opened again; what it says after that is not heard", async () => {
    const contexts: DriverContext[] = [];
    const flaky = scriptedDriver("flaky", (context, id) => {
      contexts.push(context);
      return Promise.resolve(plainDevice(id));
    });
    const { configure, clock, device, phases } = hostWith([flaky]);
    await configure();
    await clock.advance(0);
    contexts[0]!.fail(new DeviceError("device.gone", "no answer"));
    await clock.advance(0);
    expect(device("flaky:flaky")).toMatchObject({
      phase: "faulted",
      problem: { message: "no answer" },
      capabilities: {},
    });
    expect(contexts[0]!.signal.aborted).toBe(true);
    await clock.advance(1_300);
    expect(phases("flaky:flaky")).toEqual(["ready", "faulted", "ready"]);
    contexts[0]!.fail(new DeviceError("device.gone", "the old one"));
    contexts[0]!.observe({ type: "capabilities", capabilities: {} });
    await clock.advance(0);
    expect(device("flaky:flaky")).toMatchObject({ phase: "ready", problem: null, capabilities: { speaker: {} } });
  });

  it("again and again, without ever lasting, is still tried, and people are told to look at its cable", async () => {
    let openings = 0;
    const shaken = scriptedDriver("shaken", () => {
      openings++;
      return Promise.reject(new DeviceError("device.protocol", "error -71"));
    });
    const { configure, clock, device } = hostWith([shaken]);
    await configure();
    await clock.advance(0);
    expect(device("shaken:shaken")?.problem?.message).toBe("error -71");
    await clock.advance(600_000);
    expect(device("shaken:shaken")?.problem?.message).toMatch(/^error -71; .* check its cable/);
    const before = openings;
    await clock.advance(61_000);
    expect(openings).toBeGreaterThan(before);
  });

  it("leaves no timer of its driver running", async () => {
    let ticks = 0;
    const ticking = scriptedDriver("ticking", ({ clock }, id) => {
      clock.every(10, () => ticks++);
      return Promise.resolve(plainDevice(id));
    });
    const { configure, clock } = hostWith([ticking]);
    await configure();
    await clock.advance(100);
    expect(ticks).toBe(10);
    await configure({});
    await clock.advance(100);
    expect(ticks).toBe(10);
    expect(clock.pendingTimers).toBe(0);
  });

  it("is opened again when the room says that nothing comes from it", async () => {
    let openings = 0;
    const frozen = scriptedDriver("frozen", (_, id) => {
      openings++;
      return Promise.resolve(plainDevice(id));
    });
    const { host, configure, clock, device } = hostWith([frozen]);
    await configure();
    await clock.advance(0);
    host.reset("frozen:frozen");
    await clock.advance(0);
    expect(device("frozen:frozen")?.problem?.code).toBe("media.frozen");
    await clock.advance(200);
    expect(openings).toBe(2);
  });
});
