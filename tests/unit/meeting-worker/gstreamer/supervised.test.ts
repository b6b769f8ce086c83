import { beforeEach, describe, expect, it } from "vitest";
import { DeviceError, MediaError } from "../../../../src/domain/errors.ts";
import { type AttemptEvents, Supervised } from "../../../../src/meeting-worker/gstreamer/supervised.ts";
import type { Clock } from "../../../../src/platform/clock.ts";
import { FakeClock } from "../../../simulators/fake-clock.ts";

let clock: FakeClock;
let attempts: { events: AttemptEvents; stopped: boolean }[];
let changes: string[];
let camera: Supervised;

beforeEach(() => {
  clock = new FakeClock(0);
  attempts = [];
  changes = [];
  camera = new Supervised({
    what: "the camera",
    clock,
    begin: (events) => {
      const attempt = { events, stopped: false };
      attempts.push(attempt);
      return {
        stop: () => {
          attempt.stopped = true;
        },
      };
    },
    onChange: (running, error) => changes.push(error === null ? running : `${running} ${error.code}`),
  });
});

const running = () => attempts.filter((attempt) => !attempt.stopped);
const gone = new DeviceError("device.gone", "unplugged");

describe("a capture that is kept running", () => {
  it("is starting until something comes, then on", () => {
    camera.start();
    attempts[0]?.events.alive();
    expect(changes).toEqual(["starting", "on"]);
  });

  it("a camera that is unplugged and plugged in again comes back by itself", async () => {
    camera.start();
    attempts[0]?.events.alive();
    attempts[0]?.events.failed(gone);
    await clock.advance(400);
    attempts[1]?.events.alive();
    expect(changes).toEqual(["starting", "on", "failed device.gone", "on"]);
    expect(running()).toHaveLength(1);
  });

  it("a frozen picture is noticed after two seconds, and the program started anew", async () => {
    camera.start();
    attempts[0]?.events.alive();
    await clock.advance(2500);
    expect(changes.at(-1)).toBe("failed media.frozen");
    await clock.advance(500);
    expect(attempts.length).toBeGreaterThan(1);
    expect(attempts[0]?.stopped).toBe(true);
  });

  it("a process that stood still for seconds does not take its camera for frozen", async () => {
    let tick = () => {};
    const stalled: Clock = {
      now: () => clock.now(),
      monotonicMs: () => clock.monotonicMs(),
      after: (ms, run) => clock.after(ms, run),
      every: (_ms, run) => {
        tick = run;
        return () => {};
      },
    };
    const begun: AttemptEvents[] = [];
    const onChange = (state: string, error: { code: string } | null) =>
      changes.push(`${state} ${error?.code ?? ""}`.trim());
    const begin = (events: AttemptEvents) => {
      begun.push(events);
      return { stop: () => {} };
    };
    new Supervised({ what: "the camera", clock: stalled, begin, onChange }).start();
    begun[0]?.alive();
    await clock.advance(5000);
    tick();
    begun[0]?.alive();
    expect(changes).toEqual(["starting", "on"]);
    for (let look = 0; look < 5; look++) {
      await clock.advance(500);
      tick();
    }
    expect(changes.at(-1)).toBe("failed media.frozen");
  });

  it("a camera that never delivers is not waited for for ever, but longer than a slow one needs", async () => {
    camera.start();
    await clock.advance(7000);
    expect(changes).toEqual(["starting"]);
    await clock.advance(1500);
    expect(changes).toEqual(["starting", "failed device.timeout"]);
  });

  it("a healthy one is left alone", async () => {
    camera.start();
    for (let second = 0; second < 60; second++) {
      attempts[0]?.events.alive();
      await clock.advance(1000);
    }
    expect(attempts).toHaveLength(1);
  });

  it("off ends the program before anything else happens, and no retry brings it back", async () => {
    camera.start();
    attempts[0]?.events.failed(gone);
    camera.stop();
    await clock.advance(60_000);
    expect(running()).toEqual([]);
    expect(attempts).toHaveLength(1);
    expect(clock.pendingTimers).toBe(0);
  });

  it("what an ended program still says is not believed", () => {
    camera.start();
    camera.stop();
    attempts[0]?.events.alive();
    attempts[0]?.events.failed(gone);
    expect(changes).toEqual(["starting", "off"]);
  });

  it("at most one program runs, and retries slow down while it goes on failing", async () => {
    camera.start();
    for (let ms = 0; ms < 60_000; ms += 100) {
      expect(running().length).toBeLessThanOrEqual(1);
      running()[0]?.events.failed(new MediaError("media.pipeline", "no"));
      await clock.advance(100);
    }
    expect(attempts.length).toBeGreaterThan(8);
    expect(attempts.length).toBeLessThan(60);
  });

  it("a program that cannot even be started counts as failed", () => {
    const broken = new Supervised({
      what: "the camera",
      clock,
      begin: () => {
        throw new MediaError("media.pipeline", "no such program");
      },
      onChange: (state, error) => changes.push(`${state} ${error?.code ?? ""}`.trim()),
    });
    broken.start();
    expect(changes).toEqual(["starting", "failed media.pipeline"]);
    broken.stop();
  });
});
