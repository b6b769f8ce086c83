import type { AlsaDevice, SpeakerRecipe } from "../../domain/capability.ts";
import { startMediaChild } from "../gstreamer/child.ts";
import type { Attempt, AttemptEvents } from "../gstreamer/supervised.ts";
import { explainEnd } from "../gstreamer/trouble.ts";
import { hertz, spread } from "./block.ts";

export interface Playback extends Attempt {
  /** Plays 10 ms, or a sample more or less; returns false when the player has no room and the block was dropped. */
  play(block: Int16Array): boolean;
}

/** Bytes that may wait in this process for the player: 40 ms of stereo. */
const waitingBytes = 8000;

/** One running playback: an ALSA player as a child, or a meter that needs none. */
export function playSpeaker(
  recipe: SpeakerRecipe,
  events: AttemptEvents,
  onSaid: (text: string) => void = () => {},
): Playback {
  if (recipe.kind === "meter") {
    return {
      stop: () => {},
      play: () => {
        events.alive();
        return true;
      },
    };
  }
  const child = startMediaChild({
    program: "aplay",
    args: aplayArguments(recipe),
    input: true,
    onSaid,
    onEnd: (end) => events.failed(explainEnd("the speaker", end)),
  });
  return {
    stop: () => child.stop(),
    play: (block) => {
      const input = child.input;
      if (input === null || input.writableLength > waitingBytes) return false;
      input.write(spread(block, recipe.channels), () => events.alive());
      return true;
    },
  };
}

/** Starts as soon as 20 ms are there; a buffer of 60. */
export function aplayArguments({ pcm, channels, bufferMs = 60 }: AlsaDevice): string[] {
  const format = ["-t", "raw", "-f", "S16_LE", "-r", String(hertz), "-c", String(channels)];
  return ["-q", "-D", pcm, ...format, "--period-time=10000", `--buffer-time=${bufferMs * 1000}`, "--start-delay=20000"];
}
