import type { AlsaDevice, MicrophoneRecipe } from "../../domain/capability.ts";
import type { Clock } from "../../platform/clock.ts";
import { startMediaChild } from "../gstreamer/child.ts";
import type { Attempt, AttemptEvents } from "../gstreamer/supervised.ts";
import { explainEnd } from "../gstreamer/trouble.ts";
import { BlockCutter, hertz } from "./block.ts";
import type { PacedClock } from "./paced-clock.ts";
import { Tone } from "./tone.ts";

export interface MicrophoneCaptureOptions {
  recipe: MicrophoneRecipe;
  clock: Clock;
  pace: PacedClock;
  /** 10 ms; the same buffer each time. */
  onBlock: (block: Int16Array) => void;
  /** What the capturing tool writes. */
  onSaid?: (text: string) => void;
}

/** One running capture of sound, at the pace of its own clock: the card's, or the system's for the bench's tone. */
export function captureMicrophone(options: MicrophoneCaptureOptions, events: AttemptEvents): Attempt {
  const { recipe, clock, pace, onBlock, onSaid = () => {} } = options;
  const heard = (block: Int16Array) => {
    events.alive();
    onBlock(block);
  };
  if (recipe.kind === "tone") {
    const tone = new Tone(recipe.hertz, recipe.level, clock.now());
    return { stop: pace.subscribe(() => heard(tone.next())) };
  }
  const child = startMediaChild({
    program: "arecord",
    args: arecordArguments(recipe),
    output: true,
    onSaid,
    onEnd: (end) => events.failed(explainEnd("the microphone", end)),
  });
  const cutter = new BlockCutter(recipe.channels, heard);
  child.output?.on("data", (chunk: Buffer) => cutter.feed(chunk));
  return child;
}

/** Periods of 10 ms in a buffer of 60: each period is a block, and a busy computer has time to fetch it. */
export function arecordArguments({ pcm, channels, bufferMs = 60 }: AlsaDevice): string[] {
  const format = ["-t", "raw", "-f", "S16_LE", "-r", String(hertz), "-c", String(channels)];
  return ["-q", "-D", pcm, ...format, "--period-time=10000", `--buffer-time=${bufferMs * 1000}`];
}
