import fc from "fast-check";
import { expect, test } from "vitest";
import { pointerCommands } from "../../../src/assisted-window/pointer-commands.ts";

test.each([
  [{ action: "move", dx: -3.4, dy: 12 }, ["mousemove_relative -- -3 12"]],
  [{ action: "click" }, ["click 1"]],
  [{ action: "scroll", steps: 2 }, ["click --repeat 2 --delay 10 5"]],
  [{ action: "scroll", steps: -1 }, ["click --repeat 1 --delay 10 4"]],
  [{ action: "scroll", steps: 0 }, []],
  [{ action: "key", key: "erase" }, ["key --clearmodifiers BackSpace"]],
  [{ action: "type", text: "a B" }, ["key --clearmodifiers U0061 U0020 U0042"]],
  [{ action: "type", text: "橡é" }, ["key --clearmodifiers ctrl+shift+u 6 a 6 1 space ctrl+shift+u e 9 space"]],
] as const)("%j", (action, lines) => {
  expect(pointerCommands(action)).toEqual(lines);
});

test("no movement can become another command", () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, min: -1e4, max: 1e4 }),
      fc.double({ noNaN: true, min: -1e4, max: 1e4 }),
      (dx, dy) => {
        expect(pointerCommands({ action: "move", dx, dy }).join()).toMatch(/^mousemove_relative -- -?\d+ -?\d+$/);
      },
    ),
  );
});

test("no letter of a text can become another command, none is lost, and no line is too long for xdotool", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 500 }), (text) => {
      const lines = pointerCommands({ action: "type", text });
      const typed = lines.map((line) => {
        expect(line.length).toBeLessThan(4000);
        const [, keys = ""] =
          /^key --clearmodifiers ((?:U00[2-7][0-9a-f]|ctrl\+shift\+u(?: [0-9a-f])+ space| )+)$/.exec(line) ?? [];
        return keys.replaceAll(
          /ctrl\+shift\+u((?: [0-9a-f])+) space|U([0-9a-f]{4})| /g,
          (_, number: string, ascii: string) => {
            const hex = (number ?? ascii ?? "").replaceAll(" ", "");
            return hex === "" ? "" : String.fromCodePoint(Number.parseInt(hex, 16));
          },
        );
      });
      expect(typed.join("")).toBe(text);
    }),
  );
});
