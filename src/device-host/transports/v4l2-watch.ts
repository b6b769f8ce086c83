import { spawn } from "node:child_process";
import type { PixelFormat, VideoMode } from "../../domain/capability.ts";

const size = { width: 64, height: 36 };
const pictureBytes = size.width * size.height;

const raw: Partial<Record<PixelFormat, string>> = { nv12: "NV12", yuy2: "YUY2", i420: "I420", bgr: "BGR", rgb: "RGB" };

/** The pipeline; frames are left out before they are decoded, so that looking costs next to nothing. */
export function watchPipeline(node: string, { format, width, height }: VideoMode): string[] {
  const kind =
    format === "mjpeg" ? "image/jpeg" : format === "h264" ? "video/x-h264" : `video/x-raw,format=${raw[format]}`;
  const fewer = "videorate drop-only=true max-rate=2";
  const decoded =
    format === "mjpeg" ? `${fewer} ! jpegdec` : format === "h264" ? `h264parse ! openh264dec ! ${fewer}` : fewer;
  const small = `videoconvert ! videoscale ! video/x-raw,format=GRAY8,width=${size.width},height=${size.height}`;
  const caps = `${kind},width=${width},height=${height}`;
  return ["-q", ...`v4l2src device=${node} ! ${caps} ! ${decoded} ! ${small} ! fdsink fd=1 sync=false`.split(" ")];
}

/** Small grey pictures from a node until told to stop. The child dies with this process. */
export function watchPictures(
  node: string,
  mode: VideoMode,
  to: { seen(luma: Uint8Array): void; ended(why: string): void; signal: AbortSignal },
): () => void {
  const args = ["--pdeathsig", "KILL", "gst-launch-1.0", ...watchPipeline(node, mode)];
  const child = spawn("setpriv", args, { stdio: ["ignore", "pipe", "pipe"] });
  let isOver = false;
  const stop = () => {
    isOver = true;
    to.signal.removeEventListener("abort", stop);
    child.kill("SIGKILL");
  };
  to.signal.addEventListener("abort", stop, { once: true });
  let said = "";
  child.stderr.on("data", (text: Buffer) => {
    said = `${said}${text}`.slice(-400);
  });
  let rest = Buffer.alloc(0);
  child.stdout.on("data", (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes]);
    for (; rest.length >= pictureBytes && !isOver; rest = rest.subarray(pictureBytes))
      to.seen(Uint8Array.from(rest.subarray(0, pictureBytes)));
  });
  const end = (why: string) => {
    if (isOver) return;
    stop();
    to.ended(why);
  };
  child.on("error", (error) => end(error.message));
  child.on("close", (code) => end(`exit ${code}: ${said.trim()}`));
  return stop;
}
