import { describe, expect, test } from "vitest";
import type { PointerAction } from "../../../src/domain/assisted.ts";
import type { Intent } from "../../../src/domain/intent.ts";
import { PadGesture } from "../../../src/web/panel/assisted/pad-gesture.ts";
import { PointerLine } from "../../../src/web/panel/assisted/pointer-line.ts";
import { assistedAction } from "../../../src/web/panel/assisted/subject.ts";
import type { Answer } from "../../../src/web/shared/connection/link.ts";
import { offer } from "../../pages/support/assisted-cases.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

describe("fingers on the pad", () => {
  const finger = (id: number, x: number, y: number, atMs: number) => ({ id, x, y, atMs });

  test("a short touch is a click, although a finger never stands still", () => {
    const pad = new PadGesture();
    pad.down(finger(1, 100, 100, 0));
    expect(pad.move(finger(1, 103, 101, 50))).toBeNull();
    expect(pad.up({ id: 1, atMs: 120 })).toEqual({ action: "click" });
  });

  test("a finger that rests does not click", () => {
    const pad = new PadGesture();
    pad.down(finger(1, 100, 100, 0));
    expect(pad.up({ id: 1, atMs: 900 })).toBeNull();
  });

  test("a finger that slides moves, and does not click when it leaves", () => {
    const pad = new PadGesture();
    pad.down(finger(1, 100, 100, 0));
    expect(pad.move(finger(1, 140, 90, 50))).toEqual({ action: "move", dx: 80, dy: -20 });
    expect(pad.up({ id: 1, atMs: 100 })).toBeNull();
  });

  test("two fingers scroll: the content follows them", () => {
    const pad = new PadGesture();
    pad.down(finger(1, 100, 200, 0));
    pad.down(finger(2, 160, 200, 10));
    expect(pad.move(finger(1, 100, 190, 50))).toBeNull();
    expect(pad.move(finger(2, 160, 120, 60))).toEqual({ action: "scroll", steps: 2 });
    expect(pad.up({ id: 1, atMs: 90 })).toBeNull();
    expect(pad.up({ id: 2, atMs: 95 })).toBeNull();
  });

  test("a finger that the browser takes away means nothing, and the next one is as ever", () => {
    const pad = new PadGesture();
    pad.down(finger(1, 0, 0, 0));
    pad.cancel(1);
    expect(pad.up({ id: 1, atMs: 10 })).toBeNull();
    expect(pad.move(finger(7, 5, 5, 20))).toBeNull();
    pad.down(finger(2, 0, 0, 30));
    expect(pad.up({ id: 2, atMs: 40 })).toEqual({ action: "click" });
  });
});

describe("the line to the display", () => {
  function line() {
    const clock = new FakeClock();
    const sent: Intent[] = [];
    const answers: ((answer: Answer) => void)[] = [];
    const send = (intent: Intent) => {
      sent.push(intent);
      return new Promise<Answer>((resolve) => answers.push(resolve));
    };
    const made = new PointerLine({ send, timers: clock });
    /** The daemon answers, and the pause goes by. */
    const answer = async (kind: "accepted" | "unanswered" = "accepted") => {
      answers.shift()?.({ kind });
      await clock.advance(60);
    };
    return { sent, answer, add: (action: PointerAction) => made.add(action) };
  }
  const move = (dx: number, dy: number): PointerAction => ({ action: "move", dx, dy });
  const pointer = (action: PointerAction): Intent => ({ type: "pointer", ...action });

  test("a fast finger is one longer movement, and a click comes after it", async () => {
    const { add, sent, answer } = line();
    add(move(1, 0));
    for (let i = 0; i < 50; i++) add(move(2, 1));
    add({ action: "click" });
    expect(sent).toEqual([pointer(move(1, 0))]);
    await answer();
    expect(sent[1]).toEqual(pointer(move(100, 50)));
    await answer();
    expect(sent[2]).toEqual(pointer({ action: "click" }));
  });

  test("what the daemon would refuse is not sent: too far, half pixels", async () => {
    const { add, sent, answer } = line();
    add(move(0.4, 9999));
    expect(sent).toEqual([pointer(move(0, 4000))]);
    await answer();
    add({ action: "scroll", steps: 99 });
    expect(sent[1]).toEqual(pointer({ action: "scroll", steps: 20 }));
  });

  test("after a dead line nothing old is done to the display", async () => {
    const { add, sent, answer } = line();
    add(move(1, 0));
    add({ action: "click" });
    await answer("unanswered");
    expect(sent).toHaveLength(1);
    add({ action: "key", key: "tab" });
    expect(sent[1]).toEqual(pointer({ action: "key", key: "tab" }));
  });
});

test.each([
  ["ready", "open"],
  ["in-meeting", "open"],
  ["too-early", null],
  ["off", "link"],
  ["no-display", "link"],
  ["no-browser", "link"],
  ["no-page", "link"],
] as const)("a window that is %s leads to %s", (window, action) => {
  expect(assistedAction({ assisted: offer(window) })).toBe(action);
  expect(assistedAction({ assisted: null })).toBeNull();
});
