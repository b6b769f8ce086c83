import { describe, expect, it } from "vitest";
import type { VideoRecipe } from "../../../../src/domain/capability.ts";
import { fraction, videoPipeline } from "../../../../src/meeting-worker/video/pipeline.ts";

const hd = { width: 1280, height: 720, framesPerSecond: 30 };
const sink = { socketPath: "/dev/shm/x/control", byteLength: 6_000_000 };
const camera = (format: "mjpeg" | "h264" | "nv12" | "yuy2", framesPerSecond = 30, width = 1280): VideoRecipe => ({
  kind: "v4l2",
  node: "/dev/video2",
  mode: { format, width, height: 720, framesPerSecond },
});
const told = (recipe: VideoRecipe, picture = hd) => videoPipeline(recipe, picture, sink).join(" ");

describe("pipeline of a recipe", () => {
  it("asks the camera for exactly the chosen mode", () => {
    expect(told(camera("mjpeg"))).toContain(
      "v4l2src device=/dev/video2 ! image/jpeg,width=1280,height=720,framerate=30/1",
    );
    expect(told(camera("yuy2"))).toContain("! video/x-raw,format=YUY2,width=1280,height=720,framerate={30/1,");
    expect(told(camera("h264"))).toContain(
      "! video/x-h264,width=1280,height=720,framerate=30/1 ! h264parse ! openh264dec !",
    );
  });

  it("decodes JPEG, and nothing that is raw already", () => {
    expect(told(camera("mjpeg"))).toContain("! jpegdec !");
    expect(told(camera("nv12"))).not.toMatch(/jpegdec|h264/);
  });

  it("ends in I420 of exactly the published size, aspect kept", () => {
    expect(told(camera("mjpeg"), { width: 854, height: 480, framesPerSecond: 30 })).toContain(
      "videoscale add-borders=true ! video/x-raw,format=I420,width=854,height=480,pixel-aspect-ratio=1/1 ! identity",
    );
  });

  it("leaves out frames of a faster camera before they are decoded", () => {
    expect(told(camera("mjpeg", 60))).toMatch(/videorate drop-only=true max-rate=30 ! jpegdec/);
    expect(told(camera("h264", 60))).toMatch(/openh264dec ! videorate drop-only=true max-rate=30/);
    expect(told(camera("mjpeg", 30))).not.toContain("videorate");
    expect(told(camera("mjpeg", 29.97))).not.toContain("videorate");
  });

  it("a clip takes the same way as a camera, from standard input", () => {
    const clip: VideoRecipe = { kind: "clip", path: "/x.mjpeg", stamp: true, mode: { ...hd, format: "mjpeg" } };
    const afterSource = (text: string) => text.slice(text.indexOf("jpegdec"));
    expect(told(clip)).toMatch(/^-q fdsrc fd=0 .* ! jpegparse ! jpegdec/);
    expect(afterSource(told(clip))).toBe(afterSource(told(camera("mjpeg"))));
  });

  it("no element before the sink may keep the shared memory for itself, which would freeze a busy computer's picture", () => {
    expect(told(camera("mjpeg"))).toMatch(/! identity drop-allocation=true ! shmsink/);
  });

  it("nobody else on the computer may read the room's picture", () => {
    expect(told(camera("mjpeg"))).toContain("perms=384");
  });
});

describe("a receiver's picture", () => {
  it("is opened at its source's rate to the last digit, which no name of a rate tells: it was not negotiated", () => {
    expect(told(camera("nv12", 59.94))).toContain("framerate={60000/1001,[59640/1000,60240/1000]}");
    expect(told(camera("mjpeg", 59.94))).toContain("framerate=60000/1001 ");
  });
});

describe("rates as drivers name them", () => {
  it.each([
    [30, 30, 1],
    [29.97, 30_000, 1001],
    [59.94, 60_000, 1001],
    [7.5, 15, 2],
    [12.5, 25, 2],
  ])("%d is %d/%d", (rate, over, under) => {
    expect(fraction(rate)).toEqual([over, under]);
  });
});
