import fc from "fast-check";
import { expect, test } from "vitest";
import { pointerCommand, typingPieces } from "../../../src/assisted-window/pointer-commands.ts";

test.each([
  [{ action: "move", dx: -3.4, dy: 12 }, "mousemove_relative -- -3 12"],
  [{ action: "click" }, "click 1"],
  [{ action: "scroll", steps: 2 }, "click --repeat 2 --delay 10 5"],
  [{ action: "scroll", steps: -1 }, "click --repeat 1 --delay 10 4"],
  [{ action: "scroll", steps: 0 }, "mousemove_relative -- 0 0"],
  [{ action: "key", key: "erase" }, "key --clearmodifiers BackSpace"],
] as const)("%j", (action, command) => {
  expect(pointerCommand(action)).toBe(command);
});

test("no movement can become another command", () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, min: -1e4, max: 1e4 }),
      fc.double({ noNaN: true, min: -1e4, max: 1e4 }),
      (dx, dy) => {
        expect(pointerCommand({ action: "move", dx, dy })).toMatch(/^mousemove_relative -- -?\d+ -?\d+$/);
      },
    ),
  );
});

test("letters that no layout has get time, and nothing of a text is lost on the way", () => {
  expect(typingPieces("Oak 橡树!")).toEqual([
    { text: "Oak ", pauseMs: 20 },
    { text: "橡树", pauseMs: 300 },
    { text: "!", pauseMs: 20 },
  ]);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const pieces = typingPieces(text).map((piece) => piece.text);
      expect(pieces.join("")).toBe(text);
    }),
  );
});
