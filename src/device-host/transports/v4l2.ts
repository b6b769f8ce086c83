import type { VideoMode } from "../../domain/capability.ts";
import { DeviceError } from "../../domain/errors.ts";
import { fourccFormats, type V4l2Formats, type V4l2Port } from "../../driver-contract/index.ts";
import type { NodeRole } from "../enumerate/video4linux.ts";
import { requireAccess } from "./access.ts";
import { runCommand } from "./command.ts";
import { setV4l2Controls, v4l2Controls } from "./v4l2-controls.ts";
import { inputPort } from "./v4l2-input.ts";
import { watchPictures } from "./v4l2-watch.ts";

const program = "v4l2-ctl";
const timeoutMs = 3_000;

/** @throws DeviceError device.gone or device.permission, with how to mend it */
export async function openV4l2(node: string, signal: AbortSignal): Promise<V4l2Port> {
  await requireAccess(node);
  return {
    formats: () => v4l2Formats(node, signal),
    controls: () => v4l2Controls(node, signal),
    setControls: (values) => setV4l2Controls(node, values, signal),
    ...inputPort(node, signal),
    watch: (mode, seen, ended) => watchPictures(node, mode, { seen, ended, signal }),
    async extension(query) {
      const { queryExtension } = await import("./uvc-extension.ts");
      return await queryExtension(node, query);
    },
  };
}

/** Everything the node offers. Asking does not start the camera, and works while somebody else streams. */
async function v4l2Formats(node: string, signal?: AbortSignal): Promise<V4l2Formats> {
  const limits = { timeoutMs, ...(signal ? { signal } : {}) };
  const { exitCode, stdout, stderr } = await runCommand(program, ["--list-formats-ext", "-d", node], limits);
  if (exitCode === 0) return parseFormats(stdout);
  throw new DeviceError("device.protocol", `${node} does not tell its formats: ${stderr.trim().slice(0, 300)}`, {
    subject: node,
  });
}

/** What a node is for; "" when it cannot be asked (no access, no v4l2-ctl, it hangs): then the driver goes by its index. */
export async function v4l2Role(node: string, complain: (error: unknown) => void): Promise<NodeRole> {
  try {
    await requireAccess(node);
    return parseRole((await runCommand(program, ["--info", "-d", node], { timeoutMs })).stdout);
  } catch (error) {
    complain(error);
    return "";
  }
}

/** Bits of V4L2_CAP_*: video capture, the same with planes, metadata capture. */
const captureBits = 0x00000001 | 0x00001000;
const metadataBit = 0x00800000;

/** From the `Device Caps` (this node's) of `v4l2-ctl --info`. `Capabilities` counts all nodes of the device. */
export function parseRole(text: string): NodeRole {
  const caps = /^\s*Device Caps\s*:\s*0x([0-9a-f]{1,8})/im.exec(text)?.[1];
  if (caps === undefined) return "";
  const bits = Number.parseInt(caps, 16);
  if (bits & captureBits) return "capture";
  return bits & metadataBit ? "metadata" : "other";
}

/** Sizes asked for where the driver takes any size within a range. */
const usualSizes = [
  [1920, 1080],
  [1280, 720],
  [960, 540],
  [640, 480],
  [640, 360],
  [320, 240],
] as const;
/** Frames a second assumed where a driver lists none (receivers: the source decides). */
const assumedRate = 30;

/**
 * Reads `v4l2-ctl --list-formats-ext`, of old and new versions: formats by FourCC in quotes, under them sizes, under them
 * intervals. Entries that some cameras list twice are kept once.
 */
export function parseFormats(text: string): V4l2Formats {
  const modes = new Map<string, VideoMode>();
  const unusable = new Set<string>();
  for (const [fourcc, block] of blocksOf(text, /^\s*(?:\[\d+\]:|Pixel Format:)\s*'(.{4})'/)) {
    const format = fourccFormats[fourcc];
    if (format === undefined) {
      unusable.add(fourcc.trim());
      continue;
    }
    for (const [size, lines] of blocksOf(block.join("\n"), /^\s*Size:\s*(.+)$/))
      for (const [width, height] of sizesOf(size))
        for (const framesPerSecond of ratesOf(lines)) {
          const mode: VideoMode = { format, width, height, framesPerSecond };
          modes.set(JSON.stringify(mode), modes.get(JSON.stringify(mode)) ?? mode);
        }
  }
  return { modes: [...modes.values()], unusable: [...unusable] };
}

/** Parts of a text that begin with a line of this form, each with what the form captured. */
function blocksOf(text: string, head: RegExp): [string, string[]][] {
  const blocks: [string, string[]][] = [];
  for (const line of text.split("\n")) {
    const found = head.exec(line);
    if (found) blocks.push([found[1] ?? "", []]);
    else blocks.at(-1)?.[1].push(line);
  }
  return blocks;
}

function sizesOf(text: string): [number, number][] {
  const discrete = /^Discrete (\d+)x(\d+)/.exec(text);
  if (discrete) return [[Number(discrete[1]), Number(discrete[2])]];
  const range = /^(?:Stepwise|Continuous) (\d+)x(\d+) - (\d+)x(\d+)/.exec(text)?.slice(1).map(Number);
  if (range === undefined) return [];
  const [leastWidth = 0, leastHeight = 0, mostWidth = 0, mostHeight = 0] = range;
  const fits = usualSizes.filter(([w, h]) => w >= leastWidth && w <= mostWidth && h >= leastHeight && h <= mostHeight);
  return fits.map(([w, h]) => [w, h]);
}

function ratesOf(lines: readonly string[]): number[] {
  const intervals = lines.filter((line) => line.includes("Interval:"));
  if (intervals.length === 0) return [assumedRate];
  return intervals.flatMap((line) => {
    const range = /\(([\d.]+)-([\d.]+) fps\)/.exec(line);
    if (range) return [Math.min(Number(range[2]), Math.max(Number(range[1]), assumedRate))];
    const rate = Number(/\(([\d.]+) fps\)/.exec(line)?.[1]);
    return rate > 0 ? [rate] : [];
  });
}
