import { describe, expect, it } from "vitest";
import { explainEnd } from "../../../../src/meeting-worker/gstreamer/trouble.ts";

const gst = (text: string) => ({ how: "exit 1", said: text });

describe("what media programs say when they end", () => {
  it.each([
    [
      "ERROR: from element /GstPipeline:pipeline0/GstV4l2Src:v4l2src0: Cannot identify device '/dev/video9'.\nAdditional debug info:\n../sys/v4l2/v4l2_calls.c(609): gst_v4l2_open ():\nsystem error: No such file or directory",
      "device.gone",
    ],
    [
      "ERROR: from element /GstPipeline:pipeline0/GstV4l2Src:v4l2src0: Device '/dev/video0' is busy\nsystem error: Device or resource busy",
      "device.busy",
    ],
    [
      "ERROR: from element v4l2src0: Could not open device '/dev/video0'.\nsystem error: Permission denied",
      "device.permission",
    ],
    ["arecord: main:831: audio open error: No such file or directory", "device.gone"],
    ["arecord: main:831: audio open error: Device or resource busy", "device.busy"],
    ["aplay: pcm_write:2127: write error: No such device", "device.gone"],
    [
      "ALSA lib pcm.c:2664:(snd_pcm_open_noupdate) Unknown PCM speak\naplay: main:831: audio open error: No such file or directory",
      "device.gone",
    ],
    ["sh: 1: exec: gst-launch-1.0: not found", "media.pipeline"],
    ['WARNING: erroneous pipeline: no element "shmsink"', "media.pipeline"],
    ["ERROR: from element v4l2src0: Internal data stream error.", "media.pipeline"],
    ["", "media.pipeline"],
  ])("%s → %s", (said, code) => {
    expect(explainEnd("the camera", gst(said)).code).toBe(code);
  });

  it("the message is one readable line with the reason in it", () => {
    const { message } = explainEnd(
      "the camera",
      gst(
        "Setting pipeline to PAUSED ...\nERROR: from element v4l2src0: Device '/dev/video0' is busy\nAdditional debug info:\n../x.c(1)\nsystem error: Device or resource busy\nERROR: pipeline doesn't want to preroll.\nSetting pipeline to NULL ...",
      ),
    );
    expect(message).toBe(
      "the camera ended (exit 1): ERROR: from element v4l2src0: Device '/dev/video0' is busy; system error: Device or resource busy",
    );
  });

  it("an exit without a word still names what ended", () => {
    expect(explainEnd("the microphone", { how: "signal SIGKILL", said: "" }).message).toBe(
      "the microphone ended (signal SIGKILL)",
    );
  });
});
