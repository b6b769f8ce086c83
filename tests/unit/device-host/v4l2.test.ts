import { describe, expect, it } from "vitest";
import { parseFormats, parseRole } from "../../../src/device-host/transports/v4l2.ts";
import { captureInfo, metadataInfo } from "../../simulators/device-tree.ts";

const camera = `ioctl: VIDIOC_ENUM_FMT
	Type: Video Capture

	[0]: 'MJPG' (Motion-JPEG, compressed)
		Size: Discrete 1280x720
			Interval: Discrete 0.033s (30.000 fps)
			Interval: Discrete 0.067s (15.000 fps)
		Size: Discrete 640x480
			Interval: Discrete 0.033s (30.000 fps)
		Size: Discrete 1280x720
			Interval: Discrete 0.033s (30.000 fps)
	[1]: 'YUYV' (YUYV 4:2:2)
		Size: Discrete 640x480
			Interval: Discrete 0.033s (29.970 fps)
	[2]: 'HEVC' (HEVC, compressed)
		Size: Discrete 3840x2160
			Interval: Discrete 0.033s (30.000 fps)
`;

const old = `ioctl: VIDIOC_ENUM_FMT
	Index       : 0
	Type        : Video Capture
	Pixel Format: 'MJPG' (compressed)
	Name        : Motion-JPEG
		Size: Discrete 640x480
			Interval: Discrete 0.033s (30.000 fps)
`;

const receiver = `ioctl: VIDIOC_ENUM_FMT
	Type: Video Capture

	[0]: 'NV12' (Y/CbCr 4:2:0)
		Size: Stepwise 16x16 - 1920x1200 with step 2/2
	[1]: 'BGR3' (24-bit BGR 8-8-8)
		Size: Stepwise 2x1 - 800x600 with step 2/1
			Interval: Continuous 0.001s - 1.000s (1.000-1000.000 fps)
`;

describe("formats of a video node", () => {
  it("a size that the camera lists twice is kept once, and what we cannot use is named", () => {
    expect(parseFormats(camera)).toEqual({
      modes: [
        { format: "mjpeg", width: 1280, height: 720, framesPerSecond: 30 },
        { format: "mjpeg", width: 1280, height: 720, framesPerSecond: 15 },
        { format: "mjpeg", width: 640, height: 480, framesPerSecond: 30 },
        { format: "yuy2", width: 640, height: 480, framesPerSecond: 29.97 },
      ],
      unusable: ["HEVC"],
    });
  });

  it("the words of older versions of v4l2-ctl are understood", () => {
    expect(parseFormats(old).modes).toEqual([{ format: "mjpeg", width: 640, height: 480, framesPerSecond: 30 }]);
  });

  it("a receiver that takes any size is offered the usual ones, at 30 when it names no rate", () => {
    const { modes } = parseFormats(receiver);
    expect(modes).toContainEqual({ format: "nv12", width: 1920, height: 1080, framesPerSecond: 30 });
    expect(modes.filter((mode) => mode.format === "bgr").every((mode) => mode.width <= 800)).toBe(true);
    expect(modes.filter((mode) => mode.format === "bgr").length).toBeGreaterThan(0);
  });

  it("nothing to read gives nothing", () => {
    expect(parseFormats("")).toEqual({ modes: [], unusable: [] });
  });
});

it("a camera's second node is known as metadata, although the device as a whole can capture", () => {
  expect(parseRole(captureInfo)).toBe("capture");
  expect(parseRole(metadataInfo)).toBe("metadata");
  expect(parseRole("Device Caps      : 0x05200000\n")).toBe("other");
  expect(parseRole("Cannot open device")).toBe("");
});
