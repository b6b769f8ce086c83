/** Ten reports a second, whether anybody hears them or not. */
const everyMs = 100;

/** A presence radar at a serial line (Hi-Link LD2410): it talks, and is never asked. */
export class Ld2410Radar {
  moving = false;
  still = false;
  distanceCm = 150;

  /** One report: `F4 F3 F2 F1` length(2) `02 AA` state, distances and energies, `55 00`, `F8 F7 F6 F5`. */
  report(): Uint8Array {
    const { moving, still } = this;
    const far = [this.distanceCm & 0xff, this.distanceCm >> 8];
    const state = Number(moving) + 2 * Number(still);
    const data = [0x02, 0xaa, state, ...far, moving ? 60 : 0, ...far, still ? 40 : 0, ...far, 0x55, 0x00];
    return Uint8Array.of(0xf4, 0xf3, 0xf2, 0xf1, data.length, 0, ...data, 0xf8, 0xf7, 0xf6, 0xf5);
  }

  /** Begins in the middle of a report, as somebody who comes later hears it. @returns how to stop */
  talk(say: (bytes: Uint8Array) => void): () => void {
    say(this.report().subarray(7));
    const timer = setInterval(() => say(this.report()), everyMs);
    return () => clearInterval(timer);
  }
}
