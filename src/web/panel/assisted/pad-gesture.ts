import type { PointerAction } from "../../../domain/assisted.ts";

/** A finger on the pad, in pixels of the panel and milliseconds. */
interface Touch {
  id: number;
  x: number;
  y: number;
  atMs: number;
}

/** Pixels of the display for one of the panel: a display is wider than a pad. */
const speed = 2;
/** A finger that moved less, and left sooner, has tapped. */
const tapPixels = 10;
const tapMs = 350;
/** Two fingers: one step of the wheel for this many pixels. */
const stepPixels = 36;

/** What fingers on the pad mean, as on any touchpad: slide to move, tap to click, two fingers to scroll. Pure but for its memory. */
export class PadGesture {
  readonly #touches = new Map<number, Touch>();
  #begun: Touch | null = null;
  #wandered = 0;
  #scrolled = 0;
  #several = false;

  down(touch: Touch): void {
    if (this.#touches.size === 0) {
      this.#begun = touch;
      this.#wandered = 0;
      this.#several = false;
    } else {
      this.#several = true;
    }
    this.#touches.set(touch.id, touch);
  }

  move({ id, x, y, atMs }: Touch): PointerAction | null {
    const before = this.#touches.get(id);
    if (before === undefined) return null;
    this.#touches.set(id, { id, x, y, atMs });
    const [dx, dy] = [x - before.x, y - before.y];
    this.#wandered += Math.hypot(dx, dy);
    if (this.#several) return this.#scroll(dy);
    return this.#wandered < tapPixels ? null : { action: "move", dx: dx * speed, dy: dy * speed };
  }

  up({ id, atMs }: Pick<Touch, "id" | "atMs">): PointerAction | null {
    if (!this.#touches.delete(id) || this.#touches.size > 0) return null;
    const short = this.#begun !== null && atMs - this.#begun.atMs < tapMs;
    this.#scrolled = 0;
    return short && !this.#several && this.#wandered < tapPixels ? { action: "click" } : null;
  }

  /** The finger left without lifting (another window came up): nothing is meant by it. */
  cancel(id: number): void {
    this.#touches.delete(id);
    this.#scrolled = 0;
  }

  /** Content follows the fingers. */
  #scroll(dy: number): PointerAction | null {
    this.#scrolled -= dy;
    const steps = Math.trunc(this.#scrolled / stepPixels);
    if (steps === 0) return null;
    this.#scrolled -= steps * stepPixels;
    return { action: "scroll", steps };
  }
}
