import type { Page } from "playwright-core";
import type { Pixels } from "../../browser/png.ts";
import { looksOf } from "./look.ts";
import type { Observations } from "./observations.ts";
import { displayedFrames, shootDisplay } from "./pages.ts";

/** So many screenshots tell a moving picture from a still. */
const kept = 4;

/** Follows what the display shows: its own count, and screenshots of it. */
export class DisplayWatch {
  readonly #page: Page;
  readonly #framesBefore: number;
  #framesAtShot: number;
  #shots: Pixels[] = [];

  private constructor(page: Page, frames: number) {
    this.#page = page;
    this.#framesBefore = frames;
    this.#framesAtShot = frames;
  }

  static async begin(page: Page): Promise<DisplayWatch> {
    return new DisplayWatch(page, await displayedFrames(page));
  }

  /** Looks once more, if the page has shown another picture since: before its first one there is only a plain surface. */
  async look(): Promise<Observations["display"]> {
    const frames = await displayedFrames(this.#page);
    const shot = frames > this.#framesAtShot ? await shootDisplay(this.#page) : null;
    if (shot !== null) this.#keep(shot, frames);
    return { frames: frames - this.#framesBefore, pictures: looksOf(this.#shots) };
  }

  /** Pictures of another size came with another layout: they cannot be compared. */
  #keep(shot: Pixels, frames: number): void {
    this.#framesAtShot = frames;
    const alike = this.#shots.filter(({ width, height }) => width === shot.width && height === shot.height);
    this.#shots = [...alike, shot].slice(-kept);
  }
}
