import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AutoShare,
  type AutoShareAction,
  type AutoShareFacts,
  stepAutoShare,
  unplugged,
} from "../../../src/room/auto-share.ts";

/** A room around the machine: it does what the machine says, looks every 250 ms. */
class Room {
  nowMs = 0;
  signal: boolean | null = false;
  meetingId: string | null = "m1";
  sharing = false;
  otherShared = false;
  readonly log: [number, AutoShareAction][] = [];
  #state: AutoShare = unplugged;

  look() {
    const facts: AutoShareFacts = {
      signal: this.signal,
      meetingId: this.meetingId,
      sharing: this.sharing,
      otherShared: this.otherShared,
    };
    const [state, action] = stepAutoShare(this.#state, facts, this.nowMs);
    this.#state = state;
    if (action === null) return;
    this.log.push([this.nowMs, action]);
    this.sharing = action === "start";
  }

  /** Time goes on with everything as it is. */
  wait(ms: number) {
    for (const until = this.nowMs + ms; this.nowMs < until; this.nowMs += 250) this.look();
  }
}

describe("a cable shares", () => {
  it("after two steady seconds, and no more three seconds after it is out", () => {
    const room = new Room();
    room.wait(1_000);
    room.signal = true;
    room.wait(5_000);
    room.signal = false;
    room.wait(5_000);
    expect(room.log).toEqual([
      [3_000, "start"],
      [9_000, "stop"],
    ]);
  });

  it("goes on through a flicker", () => {
    const room = new Room();
    room.signal = true;
    room.wait(4_000);
    room.signal = false;
    room.wait(2_500);
    room.signal = true;
    room.wait(5_000);
    expect(room.log).toEqual([[2_000, "start"]]);
  });

  it("stopped by hand stays stopped, also through a flicker, until it is plugged anew", () => {
    const room = new Room();
    room.signal = true;
    room.wait(4_000);
    room.sharing = false;
    room.wait(10_000);
    room.signal = false;
    room.wait(1_000);
    room.signal = true;
    room.wait(10_000);
    expect(room.log).toEqual([[2_000, "start"]]);
    room.signal = false;
    room.wait(4_000);
    room.signal = true;
    room.wait(4_000);
    expect(room.log).toHaveLength(2);
  });

  it("waits for the meeting, and leaves another share alone", () => {
    const room = new Room();
    room.meetingId = null;
    room.signal = true;
    room.wait(5_000);
    room.otherShared = true;
    room.meetingId = "m1";
    room.wait(5_000);
    expect(room.log).toEqual([]);
    room.otherShared = false;
    room.wait(250);
    expect(room.log).toEqual([[10_000, "start"]]);
  });

  it("is not stopped by hand when the meeting ended: the next one shares again", () => {
    const room = new Room();
    room.signal = true;
    room.wait(4_000);
    [room.meetingId, room.sharing] = [null, false];
    room.wait(1_000);
    room.meetingId = "m2";
    room.wait(1_000);
    expect(room.log.map(([, action]) => action)).toEqual(["start", "start"]);
  });
});

const happening = fc.record({
  signal: fc.constantFrom(true, false, null),
  meetingId: fc.constantFrom("m1", null),
  stopByHand: fc.boolean(),
  otherShared: fc.boolean(),
  ms: fc.integer({ min: 0, max: 6_000 }),
});

it("whatever happens: never starts without a steady signal and a meeting, never stops while the picture is there", () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
      let state = unplugged;
      let [nowMs, sharing, steadySince, lostSince] = [0, false, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
      for (const { signal, meetingId, stopByHand, otherShared, ms } of happenings) {
        nowMs += ms;
        if (stopByHand || meetingId === null || otherShared) sharing = false;
        if (signal === true) [steadySince, lostSince] = [Math.min(steadySince, nowMs), Number.POSITIVE_INFINITY];
        if (signal === false) [steadySince, lostSince] = [Number.POSITIVE_INFINITY, Math.min(lostSince, nowMs)];
        const [next, action] = stepAutoShare(state, { signal, meetingId, sharing, otherShared }, nowMs);
        state = next;
        if (action === "start") {
          expect(nowMs - steadySince).toBeGreaterThanOrEqual(2_000);
          expect([meetingId, otherShared, sharing]).toEqual(["m1", false, false]);
          sharing = true;
        }
        if (action === "stop") {
          expect(signal).toBe(false);
          expect(nowMs - lostSince).toBeGreaterThanOrEqual(3_000);
          sharing = false;
        }
      }
    }),
  );
});
