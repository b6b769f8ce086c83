import { readdir, readFile } from "node:fs/promises";

/** Parts of a room for which the bench can stand in. */
export type Part = "camera" | "microphone" | "speaker" | "hdmi";

/** Which parts this computer has no real device for. HDMI stays a stand-in: a capture card is told from a camera later. */
export async function missingParts(): Promise<Part[]> {
  const [camera, sound] = await Promise.all([hasCamera(), soundDirections()]);
  const missing: Part[] = ["hdmi"];
  if (!camera) missing.push("camera");
  if (!sound.capture) missing.push("microphone");
  if (!sound.playback) missing.push("speaker");
  return missing;
}

/** A V4L2 capture node: the first of each device (index 0) carries the picture, others its metadata. */
async function hasCamera(): Promise<boolean> {
  const folder = "/sys/class/video4linux";
  const nodes = await readdir(folder).catch(() => []);
  const indices = await Promise.all(nodes.map((node) => readFile(`${folder}/${node}/index`, "utf8").catch(() => "")));
  return indices.some((index) => index.trim() === "0");
}

/** From `/proc/asound/pcm`: `00-00: USB Audio : USB Audio : playback 1 : capture 1`. */
async function soundDirections(): Promise<{ capture: boolean; playback: boolean }> {
  const text = await readFile("/proc/asound/pcm", "utf8").catch(() => "");
  return { capture: text.includes(": capture "), playback: text.includes(": playback ") };
}
