import type { PixelFormat, VideoMode, VideoRecipe } from "../../domain/capability.ts";

export interface PublishedPicture {
  width: number;
  height: number;
  framesPerSecond: number;
}

/** Where the pictures go: shared memory whose control socket is at `socketPath`, room for a few frames. */
export interface SharedMemorySink {
  socketPath: string;
  byteLength: number;
}

/**
 * The GStreamer pipeline that turns a recipe into I420 pictures of exactly the published size, in shared memory.
 * Aspect kept with black borders, frames left out before decoding where the source is faster than the meeting.
 * A clip comes through standard input, one JPEG after the other, and takes the very way of a camera from there on.
 * @returns arguments of gst-launch-1.0
 */
export function videoPipeline(recipe: VideoRecipe, picture: PublishedPicture, sink: SharedMemorySink): string[] {
  const elements = [
    ...source(recipe),
    ...decoded(recipe.mode, picture.framesPerSecond),
    ["videoconvert"],
    ["videoscale", "add-borders=true"],
    [`video/x-raw,format=I420,width=${picture.width},height=${picture.height},pixel-aspect-ratio=1/1`],
    // Buffers in shared memory that an element before the sink keeps for itself would fill it for ever: the sink copies.
    ["identity", "drop-allocation=true"],
    sharedMemory(sink),
  ];
  return ["-q", ...elements.flatMap((element, index) => (index === 0 ? element : ["!", ...element]))];
}

function source(recipe: VideoRecipe): string[][] {
  const { format, width, height, framesPerSecond } = recipe.mode;
  const [over, under] = fraction(framesPerSecond);
  if (recipe.kind === "clip") {
    // The rate gives each picture its duration; videorate aborts the process over one without (GStreamer 1.22).
    const rate = `image/jpeg,framerate=${over}/${under}`;
    return [["fdsrc", "fd=0", "do-timestamp=true", "blocksize=1048576"], [rate], ["jpegparse"]];
  }
  const rate = format in rawFormats ? nearRate(framesPerSecond) : `${over}/${under}`;
  const caps = `${mediaType(format)},width=${width},height=${height},framerate=${rate}`;
  return [["v4l2src", `device=${recipe.node}`], [caps]];
}

/**
 * HDMI receivers give their source's rate to the last digit (251750/4200 for 59.94) and nothing beside it: the rate as it is named,
 * else what is within half a per cent of it.
 */
function nearRate(framesPerSecond: number): string {
  const [over, under] = fraction(framesPerSecond);
  const [least, most] = [0.995, 1.005].map((factor) => `${Math.round(framesPerSecond * factor * 1000)}/1000`);
  return `{${over}/${under},[${least},${most}]}`;
}

const rawFormats: Partial<Record<PixelFormat, string>> = {
  nv12: "NV12",
  yuy2: "YUY2",
  i420: "I420",
  bgr: "BGR",
  rgb: "RGB",
};

function mediaType(format: PixelFormat): string {
  if (format === "mjpeg") return "image/jpeg";
  if (format === "h264") return "video/x-h264";
  return `video/x-raw,format=${rawFormats[format]}`;
}

/** Leaving out frames before they are decoded saves the work; H.264 needs every frame decoded. */
function decoded(mode: VideoMode, framesPerSecond: number): string[][] {
  const fewer =
    mode.framesPerSecond > framesPerSecond * 1.1
      ? [["videorate", "drop-only=true", `max-rate=${framesPerSecond}`]]
      : [];
  if (mode.format === "h264") return [["h264parse"], ["openh264dec"], ...fewer];
  return mode.format === "mjpeg" ? [...fewer, ["jpegdec"]] : fewer;
}

function sharedMemory({ socketPath, byteLength }: SharedMemorySink): string[] {
  const now = ["sync=false", "async=false", "qos=false", "enable-last-sample=false"];
  // 384 is 0600: nobody else reads the room's picture.
  return ["shmsink", `socket-path=${socketPath}`, `shm-size=${byteLength}`, "perms=384", ...now];
}

/** A rate as the drivers name it: 30/1, 30000/1001 for 29.97, 15/2 for 7.5. */
export function fraction(framesPerSecond: number): [over: number, under: number] {
  const whole = Math.round(framesPerSecond);
  if (Math.abs(framesPerSecond - whole) < 1e-6) return [whole, 1];
  if (Math.abs(framesPerSecond - (whole * 1000) / 1001) < 0.006) return [whole * 1000, 1001];
  for (let under = 2; under <= 100; under++) {
    const over = framesPerSecond * under;
    if (Math.abs(over - Math.round(over)) < 1e-6) return [Math.round(over), under];
  }
  return [Math.round(framesPerSecond * 1000), 1000];
}
