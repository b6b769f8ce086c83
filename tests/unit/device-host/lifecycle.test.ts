import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstLife, type Life, type LifeEffect, type LifeEvent, step } from "../../../src/device-host/lifecycle.ts";

const problem = { code: "device.timeout", message: "too slow" };

const anyEvent: fc.Arbitrary<LifeEvent> = fc.oneof(
  fc.constantFrom<LifeEvent>(
    { type: "start" },
    { type: "opened" },
    { type: "settled" },
    { type: "closed" },
    { type: "retryDue" },
    { type: "activity", active: true },
    { type: "activity", active: false },
    { type: "reset", problem },
  ),
  fc
    .constantFrom("now" as const, "later" as const, "never" as const)
    .map((retry): LifeEvent => ({ type: "failed", problem, retry })),
  { weight: 1, arbitrary: fc.constant<LifeEvent>({ type: "unplugged" }) },
);

function live(events: readonly LifeEvent[], from: Life = firstLife) {
  let life = from;
  const trail: { life: Life; effects: readonly LifeEffect[] }[] = [];
  for (const event of events) {
    const [next, effects] = step(life, event);
    life = next;
    trail.push({ life, effects });
  }
  return { life, trail, effects: trail.flatMap((one) => one.effects.map((effect) => effect.type)) };
}

const properties = { numRuns: 2000 };
const anyLife = fc.array(anyEvent, { maxLength: 40 });

describe("whatever happens in whatever order", () => {
  it("a device is never opened twice without having been closed between", () => {
    const check = (events: LifeEvent[]) => {
      const { trail } = live(events);
      let isFree = true;
      events.forEach((event, at) => {
        if (event.type === "closed") isFree = true;
        if (!trail[at]!.effects.some((effect) => effect.type === "open")) return;
        expect(isFree).toBe(true);
        isFree = false;
      });
    };
    fc.assert(fc.property(anyLife, check), properties);
  });

  it("what is gone is closed at most once more, and forgotten exactly once, last of all", () => {
    const check = (before: LifeEvent[], after: LifeEvent[]) => {
      const { effects } = live([...before, { type: "unplugged" }, ...after, { type: "closed" }, { type: "closed" }]);
      expect(effects.filter((type) => type === "forget")).toHaveLength(1);
      expect(effects.at(-1)).toBe("forget");
    };
    fc.assert(fc.property(anyLife, anyLife, check), properties);
  });

  it("a device that is called active is open", () => {
    const check = (events: LifeEvent[]) => {
      const { phase, hold, active } = live(events).life;
      expect(phase === "ready" || phase === "active").toBe(hold === "open");
      if (hold === "open") expect(phase).toBe(active ? "active" : "ready");
    };
    fc.assert(fc.property(anyLife, check), properties);
  });

  it("a faulted device says what is wrong, and is either being closed, waiting for its next try, or given up", () => {
    const check = (events: LifeEvent[]) => {
      const { life } = live(events);
      if (life.phase !== "faulted") return;
      expect(life.problem).toEqual(problem);
      const [next, effects] = step(life.hold === "closing" ? step(life, { type: "closed" })[0] : life, {
        type: "retryDue",
      });
      expect(next.phase).toBe("opening");
      expect(effects).toEqual([{ type: "open" }]);
    };
    fc.assert(fc.property(anyLife, check), properties);
  });

  it("a step never changes the life that it was given", () => {
    const check = (events: LifeEvent[], event: LifeEvent) => {
      const { life } = live(events);
      const before = JSON.stringify(life);
      step(Object.freeze(life), event);
      expect(JSON.stringify(life)).toBe(before);
    };
    fc.assert(fc.property(anyLife, anyEvent, check), properties);
  });
});

const failed = (retry: "now" | "later" | "never"): LifeEvent => ({ type: "failed", problem, retry });
const once: LifeEvent[] = [{ type: "start" }, { type: "opened" }];

describe("trying again", () => {
  it("a cable that fails every second time waits longer and longer, although each opening succeeds", () => {
    const round: LifeEvent[] = [{ type: "opened" }, failed("later"), { type: "closed" }, { type: "retryDue" }];
    const { trail } = live([{ type: "start" }, ...round, ...round, ...round]);
    const waits = trail.flatMap((one) => one.effects).filter((effect) => effect.type === "retryLater");
    expect(waits.map((effect) => effect.attempt)).toEqual([0, 1, 2]);
  });

  it("a device that worked for a while starts from the shortest wait", () => {
    const round: LifeEvent[] = [failed("later"), { type: "closed" }, { type: "retryDue" }, { type: "opened" }];
    const { life } = live([...once, ...round, ...round, { type: "settled" }]);
    const [, effects] = step(step(life, failed("later"))[0], { type: "closed" });
    expect(effects).toEqual([{ type: "retryLater", attempt: 0 }]);
  });

  it("a device that freezes again at once is not opened in a tight loop", () => {
    const round: LifeEvent[] = [
      { type: "reset", problem },
      { type: "closed" },
      { type: "retryDue" },
      { type: "opened" },
    ];
    const { effects } = live([...once, ...round, ...round]);
    expect(effects.filter((type) => type.startsWith("retry"))).toEqual(["retryNow", "retryLater"]);
  });

  it("a refusal for good is not tried again, until somebody asks for it", () => {
    const { life, effects } = live([...once, failed("never"), { type: "closed" }]);
    expect(effects).toEqual(["open", "close"]);
    expect(step(life, { type: "reset", problem })[1]).toEqual([{ type: "retryNow" }]);
  });

  it("an unplugged device that is still opening is closed before it is forgotten", () => {
    const { effects } = live([{ type: "start" }, { type: "unplugged" }, { type: "opened" }, { type: "closed" }]);
    expect(effects).toEqual(["open", "close", "forget"]);
  });
});
