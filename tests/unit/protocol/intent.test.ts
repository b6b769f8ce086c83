import { expect, test } from "vitest";
import { readIntent } from "../../../src/protocol/intent.ts";

test.each([
  [{ type: "join", bookingId: "b1" }],
  [{ type: "join", link: "https://meet.example/abc" }],
  [{ type: "setVolume", percent: 40 }],
  [{ type: "openAssisted", link: "https://zoom.example/j/1" }],
  [{ type: "pointer", action: "move", dx: -3, dy: 12 }],
  [{ type: "pointer", action: "type", text: "Oak – 橡树" }],
])("a good wish is read as it is: %j", (wish) => {
  expect(readIntent(wish)).toEqual(wish);
});

test.each([
  [
    "an unknown type names what is known",
    { type: "explode" },
    /type "explode" is not one of join, openAssisted, pointer, meetNow/,
  ],
  ["a prototype's name is no type", { type: "toString" }, /not one of/],
  ["no type", {}, /type \(absent\) is not one of/],
  ["null", null, /is not one of/],
  ["an unknown field is named", { type: "leave", force: true }, /force/],
  [
    "a wrong type names the field and the value",
    { type: "setVolume", percent: "loud" },
    /percent "loud" must be integer/,
  ],
  ["a number out of range says the bound", { type: "setVolume", percent: 101 }, /percent 101 must be <= 100/],
  ["two targets at once", { type: "join", bookingId: "b1", room: "x" }, /exactly one of .* got bookingId and room/],
  ["no target", { type: "join" }, /exactly one of bookingId, link, room; got none/],
  ["a target of the wrong type", { type: "join", link: 7 }, /link 7 must be string/],
  ["a window needs a meeting", { type: "openAssisted", room: "x" }, /exactly one of bookingId, link; got none/],
  ["an unknown pointer action names what is known", { type: "pointer", action: "shake" }, /"move", "click", "scroll"/],
  ["the missing field is that of the action", { type: "pointer", action: "move", dx: 1 }, /dy/],
  ["text that is a key (line break)", { type: "pointer", action: "type", text: "a\nb" }, /text/],
  ["a field beside the target", { type: "join", link: "x", now: true }, /now true is not known here/],
])("a bad wish is refused: %s", (_, wish, message) => {
  expect(() => readIntent(wish)).toThrow(message);
});
