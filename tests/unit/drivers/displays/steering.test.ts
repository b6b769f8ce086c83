import { describe, expect, it } from "vitest";
import type { DisplayAnswer, DisplayRequest } from "../../../../drivers/displays/protocol.ts";
import { firstSteering, type SteeringEvent, stepSteering } from "../../../../drivers/displays/steering.ts";

interface Model {
  power: Extract<DisplayAnswer, { type: "power" }>["power"];
  input: string;
  /** What the display makes of an order; by default it obeys. */
  obey?(model: Model, request: DisplayRequest): void;
  silent?: boolean;
}

/** Steers a display that answers as the model says, for some minutes. */
function steer(model: Model, wish: { power?: boolean; input?: string }, minutes = 2) {
  let state = firstSteering;
  let nowMs = 0;
  const asked: DisplayRequest[] = [];
  const todo: SteeringEvent[] = [{ type: "want", ...wish }];
  let wakeAtMs: number | null = null;
  const take = (event: SteeringEvent) => {
    const [next, effects] = stepSteering(state, event, nowMs);
    state = next;
    for (const effect of effects) {
      if (effect.type === "wake") wakeAtMs = effect.atMs;
      else {
        asked.push(effect.request);
        todo.push(answer(model, effect.request));
      }
    }
  };
  while (nowMs < minutes * 60_000) {
    const event = todo.shift();
    if (event !== undefined) {
      nowMs += 500;
      take(event);
    } else if (wakeAtMs !== null) {
      nowMs = Math.max(nowMs, wakeAtMs);
      wakeAtMs = null;
      take({ type: "time" });
    } else break;
  }
  return { state, asked, orders: asked.filter((request) => request.type.startsWith("set")), take };
}

function answer(model: Model, request: DisplayRequest): SteeringEvent {
  if (model.silent) return { type: "gaveUp", request, why: "it does not answer" };
  if (request.type === "askPower")
    return { type: "answered", request, answer: { type: "power", power: model.power, asked: true } };
  if (request.type === "askInput")
    return { type: "answered", request, answer: { type: "input", input: model.input, asked: true } };
  if (model.obey) model.obey(model, request);
  else if (request.type === "setPower") model.power = request.on ? "on" : "off";
  else model.input = request.input;
  return { type: "answered", request, answer: { type: "done" } };
}

describe("bringing a display to what the room wants", () => {
  it("switches on, then to the input, and believes neither until it has asked", () => {
    const { state, asked } = steer({ power: "off", input: "vga1" }, { power: true, input: "hdmi1" });
    expect(state).toMatchObject({ known: { power: "on", input: "hdmi1" }, problem: null });
    expect(asked.map((request) => request.type)).toEqual([
      "askPower",
      "setPower",
      "askPower",
      "askInput",
      "setInput",
      "askInput",
    ]);
  });

  it("a display that is already as wanted gets no order", () => {
    expect(steer({ power: "on", input: "hdmi1" }, { power: true, input: "hdmi1" }).orders).toEqual([]);
  });

  it("asleep is not on, and is off enough", () => {
    expect(steer({ power: "standby", input: "hdmi1" }, { power: true }).orders).toEqual([
      { type: "setPower", on: true },
    ]);
    expect(steer({ power: "standby", input: "hdmi1" }, { power: false }).orders).toEqual([]);
  });

  it("one that warms up for a while is waited for, and not ordered again", () => {
    let looks = 0;
    const slow: Model = {
      get power() {
        return this.started ? (++looks > 8 ? "on" : "warming") : "off";
      },
      started: false,
      input: "hdmi1",
      obey() {
        this.started = true;
      },
    } as Model & { started: boolean };
    const { state, orders } = steer(slow, { power: true });
    expect(orders).toHaveLength(1);
    expect(state).toMatchObject({ known: { power: "on" }, problem: null });
  });

  it("one that acknowledges and does nothing is ordered again, a few times, and then told about", () => {
    const { state, orders } = steer({ power: "off", input: "", obey: () => undefined }, { power: true });
    expect(orders).toHaveLength(3);
    expect(state.problem).toBe("it was asked to change and does not");
  });

  it("one that loses the first order gets it again", () => {
    let times = 0;
    const model: Model = {
      power: "off",
      input: "",
      obey: (one) => void Object.assign(one, ++times === 2 ? { power: "on" } : {}),
    };
    const { state } = steer(model, { power: true });
    expect(state).toMatchObject({ known: { power: "on" }, problem: null });
  });

  it("one that does not answer is unknown, not off", () => {
    expect(steer({ power: "on", input: "", silent: true }, { power: true }).state).toMatchObject({
      known: { power: null },
      problem: "it does not answer",
    });
  });

  it("somebody who switches it off by hand is not fought", () => {
    const { state } = steer({ power: "off", input: "" }, { power: true });
    const [after, effects] = stepSteering(
      state,
      { type: "noticed", answer: { type: "power", power: "off", asked: false } },
      1e6,
    );
    expect(after).toMatchObject({ wanted: { power: null }, known: { power: "off" } });
    expect([...effects, ...stepSteering(after, { type: "time" }, 2e6)[1]]).toEqual([]);
  });

  it("an input that is chosen by itself is asked for, set, and verified", () => {
    const { state, asked, orders } = steer({ power: "on", input: "vga1" }, { input: "hdmi1" });
    expect(orders).toEqual([{ type: "setInput", input: "hdmi1" }]);
    expect(asked.map(({ type }) => type)).toEqual(["askPower", "askInput", "setInput", "askInput"]);
    expect(state).toMatchObject({ known: { power: "on", input: "hdmi1" }, problem: null });
    expect(steer({ power: "off", input: "vga1" }, { input: "hdmi1" }).orders).toEqual([]);
  });

  it("an input is not set on a display that is off", () => {
    expect(steer({ power: "off", input: "vga1" }, { power: false, input: "hdmi1" }).orders).toEqual([]);
  });
});
