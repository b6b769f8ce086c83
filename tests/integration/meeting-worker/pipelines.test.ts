import { afterEach, describe, expect, it } from "vitest";
import type { PixelFormat, VideoRecipe } from "../../../src/domain/capability.ts";
import { type MediaChild, startMediaChild } from "../../../src/meeting-worker/gstreamer/child.ts";
import { layoutOf } from "../../../src/meeting-worker/video/i420.ts";
import { videoPipeline } from "../../../src/meeting-worker/video/pipeline.ts";
import { ShmReader } from "../../../src/meeting-worker/video/shm-reader.ts";

const published = { width: 640, height: 360, framesPerSecond: 15 };
const layout = layoutOf(published.width, published.height);

let child: MediaChild | null = null;
let reader: ShmReader | null = null;
afterEach(() => {
  child?.stop();
  reader?.close();
});

/** GStreamer's own picture in a camera's place: white, in the camera's format. */
const encoders: Partial<Record<PixelFormat, string[]>> = { mjpeg: ["!", "jpegenc"], h264: ["!", "openh264enc"] };

type Camera = Extract<VideoRecipe, { kind: "v4l2" }>;

/** Runs a camera's pipeline for a number of its frames; returns the pictures that came out, the last one whole. */
function run(
  recipe: Camera,
  frames: number,
  onPicture = (_count: number) => {},
): Promise<{ count: number; last: Uint8Array }> {
  return new Promise((resolve, reject) => {
    const last = new Uint8Array(layout.byteLength);
    let count = 0;
    reader = new ShmReader({
      onPicture: (read, byteLength) => {
        if (byteLength !== layout.byteLength) reject(new Error(`${byteLength} bytes`));
        read(last);
        onPicture(++count);
      },
      onSkipped: (skipped) => {
        count += skipped;
      },
      onTrouble: reject,
    });
    const sink = { socketPath: reader.socketPath, byteLength: layout.byteLength * 4 + 65_536 };
    const [quiet = "", , , ...rest] = videoPipeline(recipe, published, sink);
    const source = ["videotestsrc", "is-live=true", "pattern=white", `num-buffers=${frames}`];
    child = startMediaChild({
      program: "gst-launch-1.0",
      args: [quiet, ...source, ...(encoders[recipe.mode.format] ?? []), ...rest],
      // shmsink itself fails in its own shutdown now and then; what counts is what came before.
      onEnd: ({ how, said }) => (count > 0 ? resolve({ count, last }) : reject(new Error(`${how}: ${said}`))),
    });
  });
}

const camera = (format: PixelFormat, width: number, height: number, framesPerSecond = 15) =>
  ({ kind: "v4l2", node: "/dev/video0", mode: { format, width, height, framesPerSecond } }) as const;

const luma = (picture: Uint8Array, x: number, y: number) => picture[y * layout.planes[0].stride + x] ?? 0;

describe("pipelines of cameras, run by the real GStreamer", () => {
  it.each(["mjpeg", "h264", "nv12", "yuy2", "i420", "bgr", "rgb"] as const)(
    "a camera of format %s ends in pictures of the published size",
    async (format) => {
      const { last } = await run(camera(format, 1280, 720), 5);
      expect(luma(last, 320, 180)).toBeGreaterThan(200);
    },
  );

  it("a 4:3 camera keeps its shape, with black beside it", async () => {
    const { last } = await run(camera("mjpeg", 640, 480), 5);
    expect([luma(last, 10, 180), luma(last, 320, 180), luma(last, 630, 180)].map((value) => value > 100)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it("a camera of 60 frames a second does not flood a meeting of 15", async () => {
    const { count } = await run(camera("mjpeg", 640, 360, 60), 60);
    expect(count).toBeGreaterThanOrEqual(14);
    expect(count).toBeLessThanOrEqual(17);
  });

  it("a process that stood still for a second gets pictures again, not a frozen one", async () => {
    const standStill = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
    let seen = 0;
    await run(camera("mjpeg", 640, 360), 60, (count) => {
      seen = count;
      if (count === 10) standStill();
    });
    expect(seen).toBeGreaterThan(25);
  });
});
