import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { DeviceError } from "../../domain/errors.ts";
import type { ClipSpec } from "../../driver-contract/index.ts";
import { missingProgram } from "./command.ts";

const leftoverMs = 10 * 60_000;

/** Two devices that want the same clip at once wait for the same painting. */
const underWay = new Map<string, Promise<string>>();

/**
 * The path of a Motion-JPEG clip (JPEGs one after the other), painted and compressed the first time. It appears in `folder`
 * whole or not at all.
 * @throws DeviceError when GStreamer is missing or fails; the signal's reason
 */
export async function clipIn(folder: string, spec: ClipSpec, signal: AbortSignal): Promise<string> {
  const path = join(folder, `${spec.name}.mjpeg`);
  const running = underWay.get(path);
  if (running) return running;
  if (await isThere(path)) return path;
  const painting = underWay.get(path) ?? paintClip(folder, path, spec, signal);
  underWay.set(path, painting);
  try {
    return await painting;
  } finally {
    underWay.delete(path);
  }
}

const isThere = (path: string) =>
  stat(path).then(
    (found) => found.size > 0,
    () => false,
  );

async function paintClip(folder: string, path: string, spec: ClipSpec, signal: AbortSignal): Promise<string> {
  await mkdir(folder, { recursive: true });
  await removeLeftovers(folder, spec.name);
  const temporary = `${path}.${process.pid}.new`;
  try {
    await encode(temporary, spec, signal);
    const file = await open(temporary, "r+");
    await file.sync().finally(() => file.close());
    await rename(temporary, path);
    return path;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** A process that was killed while painting leaves its half file. */
async function removeLeftovers(folder: string, name: string): Promise<void> {
  for (const file of await readdir(folder)) {
    if (!file.startsWith(`${name}.`) || !file.endsWith(".new")) continue;
    const path = join(folder, file);
    const age = Date.now() - (await stat(path)).mtimeMs;
    if (age > leftoverMs) await rm(path, { force: true });
  }
}

async function encode(path: string, spec: ClipSpec, signal: AbortSignal): Promise<void> {
  const child = spawn("gst-launch-1.0", pipelineOf(path, spec), { stdio: ["pipe", "ignore", "pipe"] });
  const ended = endOf(child, spec.name);
  const kill = () => void child.kill("SIGKILL");
  signal.addEventListener("abort", kill, { once: true });
  try {
    await Promise.race([feed(child, spec, signal), ended]);
    await ended;
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw error;
  } finally {
    signal.removeEventListener("abort", kill);
    kill();
  }
}

function pipelineOf(path: string, { width, height, framesPerSecond, quality }: ClipSpec): string[] {
  const raw = `rawvideoparse format=i420 width=${width} height=${height} framerate=${framesPerSecond}/1`;
  return `-q fdsrc ! ${raw} ! jpegenc quality=${quality} ! filesink location=`
    .split(" ")
    .map((part) => (part.startsWith("location=") ? `location=${path}` : part));
}

/** One picture at a time, so that the host's other devices get their turn. */
async function feed(child: ChildProcess, spec: ClipSpec, signal: AbortSignal): Promise<void> {
  const picture = new Uint8Array((spec.width * spec.height * 3) / 2);
  const { stdin } = child;
  for (let index = 0; index < spec.frames && !signal.aborted; index++) {
    spec.paint(index, picture);
    await new Promise<void>((resolve) => {
      // Its failure is told by the child's end, which says why.
      stdin?.write(picture, () => setImmediate(resolve));
    });
  }
  stdin?.end();
}

async function endOf(child: ChildProcess, subject: string): Promise<void> {
  let complaint = "";
  child.stderr?.on("data", (text: Buffer) => {
    complaint = `${complaint}${text}`.slice(-600);
  });
  child.stdin?.on("error", () => undefined);
  const [code] = (await once(child, "close").catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT" ? missingProgram("gst-launch-1.0", subject) : error;
  })) as [number | null];
  if (code === 0) return;
  const message = `GStreamer could not compress the clip ${subject}: ${complaint.trim() || `exit ${code}`}`;
  throw new DeviceError("media.pipeline", message, { subject });
}
