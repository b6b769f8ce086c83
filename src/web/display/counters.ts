/** What a check may read from outside: harmless numbers, no names. */
export interface DisplayCounters {
  /** Frames rendered since the page was loaded. */
  frames: number;
  /** Size of the last rendered frame. */
  width: number;
  height: number;
  /** People shown or counted, without this room. */
  participants: number;
}

declare global {
  interface Window {
    roomkeeperDisplay?: DisplayCounters;
  }
}

export const counters: DisplayCounters = { frames: 0, width: 0, height: 0, participants: 0 };

export function countFrame(width: number, height: number): void {
  counters.frames++;
  counters.width = width;
  counters.height = height;
}
