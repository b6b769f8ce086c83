import type { VideoRecipe } from "../../domain/capability.ts";
import { MediaError } from "../../domain/errors.ts";
import type { Clock } from "../../platform/clock.ts";
import { startMediaChild } from "../gstreamer/child.ts";
import type { Attempt, AttemptEvents } from "../gstreamer/supervised.ts";
import { explainEnd } from "../gstreamer/trouble.ts";
import { playClip } from "./clip.ts";
import type { PictureLayout } from "./i420.ts";
import { videoPipeline } from "./pipeline.ts";
import { ShmReader } from "./shm-reader.ts";
import { stamp } from "./stamp.ts";

/** Where a capture puts its pictures. */
export interface PictureSink {
  readonly layout: PictureLayout;
  readonly picture: Uint8Array;
  send(): void;
}

export interface VideoCaptureOptions {
  /** What it is, for messages. */
  what: string;
  recipe: VideoRecipe;
  framesPerSecond: number;
  sink: PictureSink;
  clock: Clock;
  onFrame: () => void;
  onSkipped: (count: number) => void;
}

/** Pictures that fit into the shared memory: one being written, one being read, two on the way. */
const roomForPictures = 4;

/** One running capture: GStreamer child → shared memory → (stamp) → sink. */
export function captureVideo(options: VideoCaptureOptions, events: AttemptEvents): Attempt {
  const { what, recipe, framesPerSecond, sink, clock } = options;
  const { layout } = sink;
  let counter = 0;
  const reader = new ShmReader({
    onPicture: (read, byteLength) => {
      if (byteLength !== layout.byteLength) {
        throw new MediaError("media.pipeline", `${what} sent ${byteLength} bytes for ${layout.width}×${layout.height}`);
      }
      read(sink.picture);
      if (recipe.kind === "clip" && recipe.stamp) stamp(sink.picture, layout, preciseWallMs(), counter++);
      sink.send();
      events.alive();
      options.onFrame();
    },
    onSkipped: options.onSkipped,
    onTrouble: (error) => events.failed(error),
  });
  const memory = { socketPath: reader.socketPath, byteLength: layout.byteLength * roomForPictures + 65_536 };
  const child = startMediaChild({
    program: "gst-launch-1.0",
    args: videoPipeline(recipe, { width: layout.width, height: layout.height, framesPerSecond }, memory),
    input: recipe.kind === "clip",
    onEnd: (end) => events.failed(explainEnd(what, end)),
  });
  const stopClip =
    recipe.kind === "clip" && child.input !== null
      ? playClip(recipe.path, recipe.mode.framesPerSecond, child.input, clock)
      : () => {};
  return {
    stop: () => {
      stopClip();
      child.stop();
      reader.close();
    },
  };
}

/** Finer than a millisecond, for measuring. */
const preciseWallMs = () => performance.timeOrigin + performance.now();
