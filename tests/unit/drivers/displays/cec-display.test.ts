import { describe, expect, test } from "vitest";
import { displays } from "../../../../drivers/displays/driver.ts";
import type { CecPower } from "../../../../src/driver-contract/index.ts";
import { lastCapabilities, openWith } from "../driver-bench.ts";

const node = "/dev/cec1";
const [adapter] = displays.announce?.({ cec: [node] }) ?? [];

/** A TV that answers what the test says, and remembers what it was told. */
async function openTv(power: CecPower | null) {
  const tv = { power, told: [] as boolean[] };
  const cec = () =>
    Promise.resolve({
      power: () => Promise.resolve(tv.power),
      setPower: (on: boolean) => Promise.resolve(void tv.told.push(on)),
    });
  if (adapter === undefined) throw new TypeError("the adapter is not announced");
  const opened = await openWith(displays, adapter, { cec: [node] }, { transports: { cec } });
  const display = () => lastCapabilities(opened.seen)?.display;
  return { ...opened, tv, display };
}

describe("a display on CEC", () => {
  test("that sleeps when the meeting starts is on only when it says so itself", async () => {
    const { device, tv, clock, display } = await openTv("standby");
    await device.command?.({ type: "displayPower", on: true });
    expect(tv.told).toEqual([true]);
    await clock.advance(2_000);
    expect(display()).toBeUndefined();
    tv.power = "warming";
    await clock.advance(2_000);
    expect(display()?.power).toBe("warming");
    tv.power = "on";
    await clock.advance(2_000);
    expect(display()).toMatchObject({ power: "on", trouble: null });
  });

  test("on its way to standby is asked until it sleeps, not told as cooling for half a minute", async () => {
    const { device, tv, clock, display } = await openTv("on");
    await device.command?.({ type: "displayPower", on: false });
    tv.power = "cooling";
    await clock.advance(2_000);
    expect(display()?.power).toBe("cooling");
    tv.power = "standby";
    await clock.advance(2_000);
    expect(display()?.power).toBe("standby");
  });

  test("that does not obey is told as trouble", async () => {
    const { device, clock, display } = await openTv("standby");
    await device.command?.({ type: "displayPower", on: true });
    await clock.advance(40_000);
    expect(display()?.trouble).toMatch(/does not/);
  });
});
