import type { PointerAction, WindowKey } from "../domain/assisted.ts";

/** X key symbols. */
const keys: Record<WindowKey, string> = {
  enter: "Return",
  tab: "Tab",
  escape: "Escape",
  erase: "BackSpace",
  reload: "F5",
};

/** A line of xdotool may have 4096 characters. */
const lettersInLine = 50;

/**
 * Lines for `xdotool -`, which runs each as it comes: so what is done reaches the display in that order. Only numbers and words of
 * our own stand in a line.
 */
export function pointerCommands(action: PointerAction): string[] {
  switch (action.action) {
    case "move":
      return [`mousemove_relative -- ${Math.round(action.dx)} ${Math.round(action.dy)}`];
    case "click":
      return ["click 1"];
    case "scroll":
      // Buttons 4 and 5 are the wheel.
      if (action.steps === 0) return [];
      return [`click --repeat ${Math.abs(Math.round(action.steps))} --delay 10 ${action.steps > 0 ? 5 : 4}`];
    case "key":
      return [`key --clearmodifiers ${keys[action.key]}`];
    case "type":
      return typingLines([...action.text]);
  }
}

function typingLines(letters: string[]): string[] {
  const lines: string[] = [];
  for (let at = 0; at < letters.length; at += lettersInLine) {
    const pressed = letters.slice(at, at + lettersInLine).map(keysOf);
    lines.push(`key --clearmodifiers ${pressed.join(" ")}`);
  }
  return lines;
}

/**
 * The keys of a letter. What is not on every keyboard goes by its number, as a person would type it: GTK, which handles the
 * browser's keys, takes Ctrl+Shift+U, the number in hexadecimal and a space for a letter. The keyboard's map stays as it is: a
 * browser that is busy reads a change of it at any time, before or after the key.
 */
function keysOf(letter: string): string {
  const number = (letter.codePointAt(0) as number).toString(16);
  if (/^[ -~]$/.test(letter)) return `U${number.padStart(4, "0")}`;
  return `ctrl+shift+u ${[...number].join(" ")} space`;
}
