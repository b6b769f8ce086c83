import { describe, expect, it } from "vitest";
import { Endings } from "../../../src/device-host/endings.ts";
import { ChipLane } from "../../../src/device-host/transports/chip-lane.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

const chip = "/dev/gpiochip0";

/** A chip whose calls end when the test says so. */
function chipOn(clock: FakeClock) {
  const lane = new ChipLane(clock, chip);
  const calls: { what: string; answer: (value: boolean) => void; fail: (error: Error) => void }[] = [];
  const call = (what: string) => () =>
    new Promise<boolean>((answer, fail) => {
      calls.push({ what, answer, fail });
    });
  const problems: string[] = [];
  const run = (what: string, late?: (value: boolean) => void) => {
    const asked = lane.run(what, call(what), late);
    asked.catch((error: Error) => problems.push(error.message));
    return asked;
  };
  const begun = () => calls.map(({ what }) => what);
  return { lane, calls, run, begun, problems };
}

describe("a GPIO bridge that hangs", () => {
  it("holds one thread only: the lines of one chip are asked one after the other", async () => {
    const clock = new FakeClock();
    const { run, calls, begun } = chipOn(clock);
    const answers = [run("reading line 1"), run("reading line 2")];
    await clock.advance(0);
    expect(begun()).toEqual(["reading line 1"]);
    calls[0]?.answer(true);
    await clock.advance(0);
    calls[1]?.answer(false);
    expect(await Promise.all(answers)).toEqual([true, false]);
  });

  it("is named in time, and with it everything that waits for it", async () => {
    const clock = new FakeClock();
    const { run, begun, problems } = chipOn(clock);
    run("reading line 1").catch(() => undefined);
    const second = run("writing line 2");
    const refused = expect(second).rejects.toMatchObject({ code: "device.timeout", subject: chip });
    await clock.advance(2_000);
    await refused;
    expect(problems).toEqual(["reading line 1 took longer than 2000 ms", "writing line 2 took longer than 2000 ms"]);
    await clock.advance(5_000);
    await expect(run("opening line 3")).rejects.toThrow(/gpiochip0 does not answer: reading line 1 has taken 7 s/);
    expect(begun()).toEqual(["reading line 1"]);
  });

  it("holds up no other chip", async () => {
    const clock = new FakeClock();
    const hanging = chipOn(clock);
    hanging.run("reading line 1").catch(() => undefined);
    await clock.advance(10_000);
    expect(await new ChipLane(clock, "/dev/gpiochip1").run("reading line 1", () => Promise.resolve(true))).toBe(true);
  });

  it("and answers after all is used again; what was given up meanwhile is not done late", async () => {
    const clock = new FakeClock();
    const { run, calls, begun } = chipOn(clock);
    run("reading line 1").catch(() => undefined);
    run("writing line 2").catch(() => undefined);
    await clock.advance(5_000);
    calls[0]?.fail(new TypeError("ETIMEDOUT"));
    await clock.advance(0);
    const again = run("reading line 3");
    await clock.advance(0);
    calls[1]?.answer(true);
    expect(await again).toBe(true);
    expect(begun()).toEqual(["reading line 1", "reading line 3"]);
  });

  it("while a line is opened: the line is given back when it comes after all", async () => {
    const clock = new FakeClock();
    const { run, calls } = chipOn(clock);
    const late: boolean[] = [];
    run("opening line 1", (line) => late.push(line)).catch(() => undefined);
    await clock.advance(2_000);
    calls[0]?.answer(true);
    await clock.advance(0);
    expect(late).toEqual([true]);
  });

  it("leaves a relay safe as soon as it answers again, however long that took", async () => {
    const clock = new FakeClock();
    const { lane, run, calls } = chipOn(clock);
    run("reading line 1").catch(() => undefined);
    await clock.advance(3_000);
    let isSafe = false;
    const left = lane.atLast("leaving line 2", () => {
      isSafe = true;
      return Promise.resolve();
    });
    await clock.advance(60_000);
    expect(isSafe).toBe(false);
    calls[0]?.answer(true);
    await left;
    expect(isSafe).toBe(true);
  });
});

it("a relay's line is left safe before anybody opens it anew, also when both are asked at once", async () => {
  const clock = new FakeClock();
  const { lane, run, begun, calls } = chipOn(clock);
  const written = Promise.withResolvers<void>();
  const left = lane.atLast("leaving line 2", () => written.promise);
  const opened = run("opening line 2");
  await clock.advance(1_000);
  expect(begun()).toEqual([]);
  written.resolve();
  await left;
  await clock.advance(0);
  calls[0]?.answer(true);
  expect(await opened).toBe(true);
});

describe("when the device host ends", () => {
  it("a relay still goes to its safe state", async () => {
    const clock = new FakeClock();
    const endings = new Endings();
    const work = Promise.withResolvers<void>();
    endings.add(work.promise);
    let isDone = false;
    const done = endings.done(clock).then(() => {
      isDone = true;
    });
    await clock.advance(1_000);
    expect(isDone).toBe(false);
    work.resolve();
    await done;
    expect(clock.pendingTimers).toBe(0);
  });

  it("a chip that hangs keeps it no longer than a moment", async () => {
    const clock = new FakeClock();
    const endings = new Endings();
    endings.add(new Promise(() => undefined));
    const done = expect(endings.done(clock)).rejects.toMatchObject({ code: "device.timeout" });
    await clock.advance(1_500);
    await done;
  });
});
