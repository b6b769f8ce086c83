import { describe, expect, it } from "vitest";
import { parseHexBytes, parseInput } from "../../../src/device-host/transports/v4l2-input.ts";
import { watchPipeline } from "../../../src/device-host/transports/v4l2-watch.ts";

describe("a receiver's input", () => {
  it("has the size and rate that the timings say", () => {
    const text =
      "\tActive width: 1280\n\tActive height: 720\n\tTotal width: 1650\n\tPixelclock: 74250000 Hz (60.00 frames per second)\n";
    expect(parseInput(0, text)).toEqual({ signal: "present", width: 1280, height: 720, framesPerSecond: 60 });
  });

  it("tells interlaced timings, in frames, although they are counted in fields", () => {
    const text =
      "\tActive width: 1920\n\tActive height: 1080\n\tTotal width: 2200\n\tFrame format: interlaced\n" +
      "\tPixelclock: 74250000 Hz (60.00 fields per second)\n";
    expect(parseInput(0, text)).toEqual({
      ...{ signal: "present", width: 1920, height: 1080, framesPerSecond: 30, interlaced: true },
    });
  });

  it("that knows nothing of timings is not taken for one without a cable", () => {
    expect(parseInput(1, "VIDIOC_QUERY_DV_TIMINGS: failed: Inappropriate ioctl for device")).toBeNull();
  });
});

it("an EDID is read whatever v4l2-ctl says around it", () => {
  const text = "\nBlock 0:\n00 ff ff ff ff ff ff 00\n31 d8 34 12\n\nChecksum: ok\n";
  expect([...parseHexBytes(text)]).toEqual([0, 255, 255, 255, 255, 255, 255, 0, 0x31, 0xd8, 0x34, 0x12]);
  expect(parseHexBytes("VIDIOC_G_EDID: failed: No data available")).toHaveLength(0);
});

it("looking at a dongle leaves frames out before it decodes them", () => {
  const mode = { width: 640, height: 480, framesPerSecond: 30 };
  const mjpeg = watchPipeline("/dev/video2", { ...mode, format: "mjpeg" }).join(" ");
  expect(mjpeg.indexOf("videorate")).toBeLessThan(mjpeg.indexOf("jpegdec"));
  expect(watchPipeline("/dev/video2", { ...mode, format: "yuy2" }).join(" ")).toContain(
    "video/x-raw,format=YUY2,width=640",
  );
});
