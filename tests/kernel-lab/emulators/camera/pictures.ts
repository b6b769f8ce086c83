import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../../../../src/platform/paths.ts";

const run = promisify(execFile);

/** By name, what GStreamer's test source paints. */
const looks = {
  /** All different: coloured bars that wander. */
  bars: ["pattern=smpte75", "horizontal-speed=4", "num-buffers=60"],
  black: ["pattern=black", "num-buffers=1"],
  /** A still picture that is no single colour. */
  splash: ["pattern=circular", "num-buffers=1"],
} as const;

/** JPEG pictures of a size that go round, painted once into the cache by GStreamer. */
export async function picturesOf(width: number, height: number, look: keyof typeof looks = "bars"): Promise<Buffer[]> {
  const name = `pictures-${width}x${height}${look === "bars" ? "" : `-${look}`}`;
  const folder = join(cacheFolder(process.env), "kernel-lab", name);
  if (!existsSync(folder)) await paint(folder, width, height, looks[look]);
  const names = (await readdir(folder)).sort();
  return Promise.all(names.map((name) => readFile(join(folder, name))));
}

async function paint(folder: string, width: number, height: number, look: readonly string[]): Promise<void> {
  const fresh = `${folder}.${process.pid}.new`;
  await mkdir(fresh, { recursive: true });
  const source = ["videotestsrc", ...look];
  const form = `video/x-raw,format=Y42B,width=${width},height=${height}`;
  const file = ["multifilesink", `location=${join(fresh, "%03d.jpg")}`];
  await run("gst-launch-1.0", ["-q", ...source, "!", form, "!", "jpegenc", "quality=80", "!", ...file]);
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true, force: true }));
}
