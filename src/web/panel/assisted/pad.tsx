import { useRef } from "preact/hooks";
import type { PointerAction } from "../../../domain/assisted.ts";
import { windowTimers } from "../../shared/connection/line-socket.ts";
import { sendIntent } from "../../shared/connection/room.ts";
import { words } from "../../shared/language.ts";
import { PadGesture } from "./pad-gesture.ts";
import { PointerLine } from "./pointer-line.ts";

const line = new PointerLine({ send: sendIntent, timers: windowTimers });

/** Does this to the display, after what came before. */
export const point = (action: PointerAction) => line.add(action);

/** How far an arrow key moves, in pixels of the display. */
const arrowPixels = 24;

const arrows: Record<string, PointerAction> = {
  ArrowLeft: { action: "move", dx: -arrowPixels, dy: 0 },
  ArrowRight: { action: "move", dx: arrowPixels, dy: 0 },
  ArrowUp: { action: "move", dx: 0, dy: -arrowPixels },
  ArrowDown: { action: "move", dx: 0, dy: arrowPixels },
  Enter: { action: "click" },
  " ": { action: "click" },
};

/** A touchpad for the display; with a keyboard, arrows move and Enter clicks. */
export function Pad() {
  const { assisted } = words.value;
  const gesture = useRef(new PadGesture());
  const act = (action: PointerAction | null | undefined) => action && point(action);
  const touch = ({ pointerId: id, clientX: x, clientY: y, timeStamp: atMs }: PointerEvent) => ({ id, x, y, atMs });
  return (
    <button
      type="button"
      class="pad"
      data-act="pad"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        gesture.current.down(touch(event));
      }}
      onPointerMove={(event) => act(gesture.current.move(touch(event)))}
      onPointerUp={(event) => act(gesture.current.up(touch(event)))}
      onPointerCancel={({ pointerId }) => gesture.current.cancel(pointerId)}
      onKeyDown={(event) => {
        const action = arrows[event.key];
        if (action === undefined) return;
        event.preventDefault();
        point(action);
      }}
    >
      {assisted.pad}
    </button>
  );
}
