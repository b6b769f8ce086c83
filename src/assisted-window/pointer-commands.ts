import type { PointerAction, WindowKey } from "../domain/assisted.ts";

/** X key symbols. */
const keys: Record<WindowKey, string> = {
  enter: "Return",
  tab: "Tab",
  escape: "Escape",
  erase: "BackSpace",
  reload: "F5",
};

/**
 * One line for `xdotool -`, which runs each line as it comes. Texts never go this way: they would have to be quoted.
 * Only numbers and words of our own stand in a line.
 */
export function pointerCommand(action: Exclude<PointerAction, { action: "type" }>): string {
  switch (action.action) {
    case "move":
      return `mousemove_relative -- ${Math.round(action.dx)} ${Math.round(action.dy)}`;
    case "click":
      return "click 1";
    case "scroll":
      // Buttons 4 and 5 are the wheel; nothing is a movement of nothing.
      if (action.steps === 0) return "mousemove_relative -- 0 0";
      return `click --repeat ${Math.abs(Math.round(action.steps))} --delay 10 ${action.steps > 0 ? 5 : 4}`;
    case "key":
      return `key --clearmodifiers ${keys[action.key]}`;
  }
}

/**
 * A text in the pieces in which it is typed, each with its pause between keys in ms. A letter that the keyboard's layout lacks is
 * put on a spare key for as long as the pause: a busy browser must have asked for it by then, or it is lost.
 */
export function typingPieces(text: string): { text: string; pauseMs: number }[] {
  const pieces = text.match(/[ -~]+|[^ -~]+/gu) ?? [];
  return pieces.map((piece) => ({ text: piece, pauseMs: /[ -~]/.test(piece) ? 20 : 300 }));
}
