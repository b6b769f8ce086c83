import { useRef } from "preact/hooks";
import type { Point } from "./map-model.ts";

/** So far a finger trembles on a button. CSS pixels. */
const tremble = 4;

interface Handlers {
  onPointerDown: (event: PointerEvent) => void;
  onPointerMove: (event: PointerEvent) => void;
  onPointerUp: () => void;
  onPointerCancel: () => void;
}

/** What is seen is pulled with the pointer. @param move by so many CSS pixels to the east and the south */
export function useDrag(move: (by: Point) => void): Handlers {
  const held = useRef<{ at: Point; moving: boolean } | null>(null);
  const end = () => {
    held.current = null;
  };
  return {
    onPointerDown: (event) => {
      if (event.button === 0) held.current = { at: { x: event.clientX, y: event.clientY }, moving: false };
    },
    onPointerMove: (event) => {
      const now = held.current;
      if (now === null) return;
      if (event.buttons === 0) return end();
      const by = { x: now.at.x - event.clientX, y: now.at.y - event.clientY };
      if (!now.moving && Math.hypot(by.x, by.y) < tremble) return;
      // From here on the pointer is the map's: what is under it is not pressed.
      if (!now.moving) (event.currentTarget as Element).setPointerCapture(event.pointerId);
      held.current = { at: { x: event.clientX, y: event.clientY }, moving: true };
      move(by);
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}
