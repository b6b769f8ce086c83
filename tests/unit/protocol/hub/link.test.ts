import fc from "fast-check";
import { expect, test } from "vitest";
import { readDownBody, readUpBody } from "../../../../src/protocol/hub/bodies.ts";
import type { JsonObject } from "../../../../src/protocol/hub/difference.ts";
import { readUpFrame } from "../../../../src/protocol/hub/frames.ts";
import { StateFeed } from "../../../../src/protocol/hub/state-feed.ts";
import { StateMirror } from "../../../../src/protocol/hub/state-mirror.ts";
import { negotiate } from "../../../../src/protocol/hub/version.ts";

test("an old room and a new hub, and the reverse, meet at the highest version that both speak", () => {
  expect(negotiate({ min: 1, max: 1 }, { min: 1, max: 3 })).toEqual({ version: 1 });
  expect(negotiate({ min: 2, max: 5 }, { min: 1, max: 3 })).toEqual({ version: 3 });
});

test("two sides without a common version are told which one to update, whoever it is", () => {
  const range = fc.tuple(fc.nat(9), fc.nat(9)).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }));
  fc.assert(
    fc.property(range, range, (room, hub) => {
      const result = negotiate(room, hub);
      if (result.version !== null) {
        expect(result.version).toBeGreaterThanOrEqual(Math.max(room.min, hub.min));
        expect(result.version).toBeLessThanOrEqual(Math.min(room.max, hub.max));
      } else expect(result.older).toBe(room.max < hub.min ? "room" : "hub");
    }),
  );
});

test("a kind that this version does not know is left alone, not an error", () => {
  expect(readUpBody({ kind: "hologram" })).toBeNull();
  expect(readDownBody({ kind: "constructor" })).toBeNull();
});

test("a field that a newer side added is allowed; a wrong one is named", () => {
  const log = { kind: "log", at: 1, level: "info", message: "x", colour: "red" };
  expect(readUpBody(log)).toEqual(log);
  expect(() => readUpBody(Object.assign({ ...log }, { level: "loud" }))).toThrow(/level/);
});

test.each([
  ["no type", {}],
  ["a negative number", { type: "data", seq: -1, ack: 0, body: { kind: "log" } }],
  ["a fraction", { type: "ack", ack: 0.5 }],
  ["too large to count exactly", { type: "ack", ack: 2 ** 60 }],
  ["text for an object", "hello"],
  ["no body", { type: "data", seq: 1, ack: 0 }],
])("a malformed frame is refused: %s", (_, frame) => {
  expect(() => readUpFrame(frame)).toThrow(/frame from a room/);
});

const state = fc.record({
  on: fc.boolean(),
  list: fc.array(fc.nat(3), { maxLength: 3 }),
  name: fc.string({ maxLength: 3 }),
});

test("the hub's copy equals the room's state after any course of changes, new sessions and lost copies", () => {
  const step = fc.oneof(
    state.map((value) => ({ do: "offer" as const, value })),
    fc.constant({ do: "send" as const }),
    fc.constant({ do: "new session" as const }),
    fc.constant({ do: "hub forgets" as const }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), state, (course, last) => {
      const feed = new StateFeed();
      let mirror = new StateMirror();
      const send = () => {
        const body = feed.next();
        if (body !== null && !mirror.take(body)) {
          feed.restart();
          const again = feed.next();
          if (again !== null) mirror.take(again);
        }
      };
      for (const one of course) {
        if (one.do === "offer") feed.offer(one.value as JsonObject);
        else if (one.do === "send") send();
        else if (one.do === "new session") feed.restart();
        else mirror = new StateMirror();
      }
      feed.offer(last as JsonObject);
      send();
      feed.offer({ ...last, name: `${last.name}!` } as JsonObject);
      send();
      expect(mirror.state).toEqual({ ...last, name: `${last.name}!` });
    }),
  );
});

test("a state that is offered again unchanged costs no message", () => {
  const feed = new StateFeed();
  feed.offer({ a: 1 });
  expect(feed.next()?.kind).toBe("snapshot");
  feed.offer({ a: 1 });
  expect(feed.next()).toBeNull();
});
