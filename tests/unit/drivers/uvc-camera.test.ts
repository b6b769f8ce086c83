import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseMode } from "../../../drivers/uvc-camera/choice.ts";
import { uvcCamera } from "../../../drivers/uvc-camera/driver.ts";
import type { PixelFormat, VideoMode } from "../../../src/domain/capability.ts";
import type { Descriptor } from "../../../src/domain/device.ts";
import { fourccFormats } from "../../../src/driver-contract/index.ts";
import { lastCapabilities, openWith } from "./driver-bench.ts";

interface UsbCase {
  id: string;
  vid: string;
  pid: string;
  facts: Record<string, unknown>;
}
const cases = JSON.parse(readFileSync(new URL("cases/usb.json", import.meta.url), "utf8")) as UsbCase[];
const caseOf = (id: string) => cases.find((one) => one.id === id)!;

/** Modes as the case lists them. */
function modesOf(id: string, field = "formats"): VideoMode[] {
  const formats = caseOf(id).facts[field] as { format: string; frames: { w: number; h: number; fps: number[] }[] }[];
  return formats.flatMap(({ format, frames }) =>
    frames.flatMap(({ w, h, fps }) =>
      fps.map((framesPerSecond) => ({
        format: format === "I420" ? ("i420" as const) : (fourccFormats[format] as PixelFormat),
        width: w,
        height: h,
        framesPerSecond,
      })),
    ),
  );
}

const hd = { width: 1280, height: 720, framesPerSecond: 30 };
const fullHd = { width: 1920, height: 1080, framesPerSecond: 30 };
const mode = (format: PixelFormat, width: number, height: number, framesPerSecond: number): VideoMode => ({
  format,
  width,
  height,
  framesPerSecond,
});

describe("the mode that real cameras are opened with", () => {
  it.each([
    ["anker-powerconf-c200", "formats", hd, mode("mjpeg", 1280, 720, 30)],
    ["anker-powerconf-c200", "formats", fullHd, mode("mjpeg", 1920, 1080, 30)],
    ["logitech-c270", "formats", hd, mode("mjpeg", 1280, 720, 30)],
    ["trust-webcam", "formats", hd, mode("yuy2", 640, 480, 30)],
    ["elgato-cam-link-4k", "formats", fullHd, mode("nv12", 3840, 2160, 30)],
    ["elgato-cam-link-4k", "formatsWithSource1080p25", fullHd, mode("nv12", 1920, 1080, 25)],
  ])("%s (%s) for %j", (id, field, wanted, right) => {
    expect(chooseMode(modesOf(id, field), wanted)?.mode).toEqual(right);
  });

  it("IT reads why: what is missing, what was chosen instead, and over what", () => {
    expect(chooseMode(modesOf("trust-webcam"), hd)?.why).toBe(
      "YUY2 640x480 at 30: no 1280x720, so the largest that moves well; no other format at this size",
    );
    expect(chooseMode(modesOf("anker-powerconf-c200"), hd)?.why).toBe(
      "MJPEG 1280x720 at 30: the wanted size; costs least of MJPEG, H.264",
    );
  });
});

describe("choosing a mode", () => {
  it("a size that hardly moves is passed over for a smaller one that does", () => {
    const modes = [mode("yuy2", 1280, 720, 10), mode("yuy2", 640, 360, 30)];
    expect(chooseMode(modes, hd)).toMatchObject({ mode: modes[1], why: expect.stringMatching(/1280x720 only at 10/) });
  });

  it("a camera where everything is slow still gives a picture", () => {
    expect(chooseMode([mode("yuy2", 1280, 1024, 5)], hd)?.mode.framesPerSecond).toBe(5);
  });

  it("29.97 is not passed over for 60", () => {
    expect(chooseMode([mode("mjpeg", 1280, 720, 60), mode("mjpeg", 1280, 720, 29.97)], hd)?.mode.framesPerSecond).toBe(
      29.97,
    );
  });

  it("a wide picture is taken before a square one of the next larger size", () => {
    expect(chooseMode([mode("mjpeg", 1280, 1024, 30), mode("mjpeg", 1600, 900, 30)], hd)?.mode.height).toBe(900);
  });

  it("H.264 is taken when it is the only one that is large enough", () => {
    expect(chooseMode([mode("h264", 1280, 720, 30), mode("yuy2", 320, 240, 30)], hd)?.mode.format).toBe("h264");
  });

  const anyMode = fc.record({
    format: fc.constantFrom<PixelFormat>("mjpeg", "h264", "nv12", "yuy2", "i420", "bgr", "rgb"),
    width: fc.integer({ min: 1, max: 4096 }),
    height: fc.integer({ min: 1, max: 4096 }),
    framesPerSecond: fc.constantFrom(5, 10, 15, 25, 29.97, 30, 60),
  });

  it("does not depend on the order in which a camera lists its modes, and always takes one of them", () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyMode, { minLength: 1, maxLength: 12, selector: JSON.stringify }), (modes) => {
        const forward = chooseMode(modes, hd)!;
        const backward = chooseMode([...modes].reverse(), hd)!;
        expect(modes).toContainEqual(forward.mode);
        // Two modes may cost the same; then size and rate are equal in all that matters.
        expect(backward.mode.format).toBe(forward.mode.format);
      }),
    );
  });
});

const camera = (facts: Record<string, string>, more: Partial<Descriptor> = {}): Descriptor => ({
  key: "video4linux/video0",
  subsystem: "video4linux",
  name: "HD Camera",
  node: "/dev/video0",
  vendorId: "1234",
  productId: "5678",
  serial: "",
  port: "1-2",
  facts: { driver: "uvcvideo", index: "0", role: "capture", ...facts },
  ...more,
});

describe("which nodes are cameras", () => {
  it("a metadata node is left out, also as the first of its device", () => {
    expect(uvcCamera.match(camera({ role: "metadata" }), {})).toBeNull();
    expect(uvcCamera.match(camera({ role: "metadata", index: "1" }), {})).toBeNull();
  });

  it("a node that nobody may ask is judged by its place", () => {
    expect(uvcCamera.match(camera({ role: "" }), {})).not.toBeNull();
    expect(uvcCamera.match(camera({ role: "", index: "1" }), {})).toBeNull();
  });

  it.each(["elgato-cam-link-4k", "macrosilicon-ms2109"])(
    "an HDMI dongle is no camera, whatever it calls itself: %s",
    (id) => {
      const { vid, pid } = caseOf(id);
      expect(uvcCamera.match(camera({}, { vendorId: vid, productId: pid, name: "USB Camera" }), {})).toBeNull();
    },
  );

  it("a product that the settings ignore is left alone", () => {
    expect(uvcCamera.match(camera({}), { ignore: ["1234:5678"] })).toBeNull();
  });

  it("a camera without a name of its own is shown with one", () => {
    const c270 = camera({}, { vendorId: "046d", productId: "0825", name: "UVC Camera (046d:0825)" });
    expect(uvcCamera.match(c270, {})?.title).toBe("Logitech C270");
    expect(uvcCamera.match(camera({}, { name: "" }), {})?.title).toBe("USB camera");
  });
});

describe("an opened camera", () => {
  it("lists all that it offers and follows a new wish", async () => {
    const { device, seen } = await openWith(uvcCamera, camera({}), {}, { modes: modesOf("anker-powerconf-c200") });
    expect(device.capabilities.camera?.modes).toHaveLength(modesOf("anker-powerconf-c200").length);
    expect(device.capabilities.camera?.video).toMatchObject({
      kind: "v4l2",
      node: "/dev/video0",
      mode: { height: 720 },
    });
    await device.configure({ cameraSize: fullHd });
    expect(lastCapabilities(seen)?.camera?.video).toMatchObject({ mode: { height: 1080 } });
  });

  it("the settings' format is taken where the camera has it, and IT is told where it has not", async () => {
    const { device } = await openWith(
      uvcCamera,
      camera({}),
      { format: "h264" },
      { modes: modesOf("anker-powerconf-c200") },
    );
    expect(device.capabilities.camera?.video).toMatchObject({ mode: { format: "h264", height: 720 } });
    const other = await openWith(uvcCamera, camera({}), { format: "nv12" }, { modes: modesOf("logitech-c270") });
    expect(other.device.capabilities.camera?.choice).toMatch(/MJPEG 1280x720.*it has no NV12/);
  });

  it("a camera with nothing that we can read says what it offers and what is needed", async () => {
    const opening = openWith(uvcCamera, camera({}), {}, { modes: [], unusable: ["HEVC"] });
    await expect(opening).rejects.toThrow(/only HEVC; needed is one of MJPEG/);
  });
});
