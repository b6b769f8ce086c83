import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

export interface Clip {
  path: string;
  width: number;
  height: number;
  framesPerSecond: number;
  remove(): Promise<void>;
}

/** A short Motion-JPEG clip of GStreamer's test picture with something moving in it. */
export async function makeClip(width: number, height: number, framesPerSecond = 30): Promise<Clip> {
  const folder = await mkdtemp(join(tmpdir(), "roomkeeper-clip."));
  const path = join(folder, "clip.mjpeg");
  const caps = `video/x-raw,format=I420,width=${width},height=${height},framerate=${framesPerSecond}/1`;
  const pipeline = ["-q", "videotestsrc", "num-buffers=30", "pattern=ball", "background-color=0xff405060"];
  await promisify(execFile)("gst-launch-1.0", [
    ...pipeline,
    "!",
    caps,
    "!",
    "jpegenc",
    "!",
    "filesink",
    `location=${path}`,
  ]);
  return { path, width, height, framesPerSecond, remove: () => rm(folder, { recursive: true, force: true }) };
}
