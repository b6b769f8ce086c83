import { beforeEach, describe, expect, it } from "vitest";
import { portResetter } from "../../../src/device-host/port-reset.ts";
import type { Descriptor } from "../../../src/domain/device.ts";
import { DeviceError } from "../../../src/domain/errors.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";
import { announced, plainDevice, scriptedDriver } from "../../simulators/scripted-driver.ts";
import { hostWith } from "./host-bench.ts";

const camera: Descriptor = {
  ...announced("cam"),
  ...{ subsystem: "video4linux", vendorId: "1bcf", productId: "2cd1", port: "1-2.3" },
};

describe("resetting a camera's port", () => {
  let done: string[];
  let clock: FakeClock;
  let reset: ReturnType<typeof portResetter>;
  beforeEach(() => {
    done = [];
    clock = new FakeClock();
    reset = portResetter({ reset: (port) => Promise.resolve(void done.push(port)), clock, log: silentLog });
  });

  it("a shaken cable is not reset for ever, although the camera comes back as a new one each time", async () => {
    for (let time = 0; time < 20; time++) {
      reset(camera, "broken");
      await clock.advance(10_000);
    }
    expect(done).toEqual(["1-2.3"]);
    await clock.advance(10 * 60_000);
    reset(camera, "broken");
    expect(done).toHaveLength(2);
  });

  it("only cameras at USB ports are: nothing else may vanish for a moment", () => {
    reset({ ...camera, subsystem: "sound" }, "");
    reset({ ...camera, vendorId: "", port: "vivid.0" }, "");
    reset({ ...camera, port: "0000:00:1f.3" }, "");
    expect(done).toEqual([]);
  });
});

describe("when it is tried", () => {
  it("a camera that fails each time has its port reset at the third, one that is busy never", async () => {
    for (const [code, times] of [
      ["device.protocol", 1],
      ["device.busy", 0],
    ] as const) {
      const broken = scriptedDriver("broken", () => Promise.reject(new DeviceError(code, "-71")));
      const { configure, clock, resets } = hostWith([broken]);
      await configure();
      await clock.advance(120_000);
      expect(resets).toHaveLength(times);
    }
  });

  it("a camera that freezes again at once is reset; once is only opened anew", async () => {
    const frozen = scriptedDriver("frozen", (_, id) => Promise.resolve(plainDevice(id)));
    const { configure, clock, host, resets, device } = hostWith([frozen]);
    await configure();
    await clock.advance(0);
    host.reset("frozen:frozen");
    await clock.advance(5_000);
    expect(device("frozen:frozen")?.phase).toBe("ready");
    expect(resets).toEqual([]);
    host.reset("frozen:frozen");
    expect(resets).toEqual([["bench/frozen", "frozen again"]]);
  });
});
