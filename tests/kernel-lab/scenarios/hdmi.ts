import type { CaptureCapability } from "../../../src/domain/capability.ts";
import { videoPipeline } from "../../../src/meeting-worker/video/pipeline.ts";
import type { LabDeviceHost } from "../lab/device-host.ts";
import type { Lab } from "../lab/lab.ts";
import { patienceMs } from "../lab/numbers.ts";
import type { Scenario } from "../lab/scenario.ts";
import { Vivid } from "../lab/vivid.ts";
import { untilTrue } from "../room/until.ts";
import { check } from "./check.ts";

const driver = "hdmi-capture";

export const hdmiCable: Scenario = {
  name: "hdmi-cable",
  symptom:
    "a laptop's HDMI cable comes or goes and the room does not notice, or calls a picture it cannot take no cable",
  run: (lab) =>
    withReceiver(lab, async (host, vivid) => {
      const edid = await lab.guest.run(`v4l2-ctl -d ${vivid.receiver} --get-edid pad=0,format=hex`);
      check(edid.includes("00 ff ff ff ff ff ff 00"), "a receiver that told nothing of itself was taught", edid);
      const { detection, audio } = captureOf(host) ?? {};
      check(detection === "hardware" && audio === null, "its hardware tells, and it has no sound", captureOf(host));
      await told(host, "the source that is plugged in", ({ signal }) => signal === true);
      const pulledMs = performance.now();
      await vivid.signal("none");
      await told(host, "no source", ({ signal, blank }) => signal === false && !blank);
      lab.numbers.tookMs("HDMI cable pulled, until the device host tells", performance.now() - pulledMs, 1000);
      for (const mode of ["unlocked", "outOfRange"] as const) {
        await vivid.signal(mode);
        await told(host, `${mode} is no picture, and no missing cable`, ({ signal, blank }) => !signal && !!blank);
      }
      const pluggedMs = performance.now();
      await vivid.signal("present");
      await told(host, "the source again", ({ signal, blank }) => signal === true && !blank);
      lab.numbers.tookMs("HDMI cable plugged, until the device host tells", performance.now() - pluggedMs, 1000);
    }),
};

export const hdmiResolution: Scenario = {
  name: "hdmi-resolution",
  symptom: "the laptop changes its resolution and what is shared stays as it was, or cannot be opened",
  run: (lab) =>
    withReceiver(lab, async (host, vivid) => {
      for (const [width, height, rate] of [
        [1280, 720, 60],
        [1920, 1080, 50],
        [640, 480, 59.94],
      ] as const) {
        await vivid.source(`${width}x${height}p${Math.floor(rate)}`);
        const isNow = ({ signal, video: { mode } }: CaptureCapability) =>
          signal === true && mode.width === width && mode.height === height && mode.framesPerSecond === rate;
        await told(host, `${width}x${height} at ${rate}`, isNow);
      }
      await opens(lab, captureOf(host) as CaptureCapability);
    }),
};

export const hdmiFormats: Scenario = {
  name: "hdmi-formats",
  symptom: "an interlaced source is shared as garbage or called no cable, or one of 4K breaks the share",
  run: (lab) =>
    withReceiver(lab, async (host, vivid) => {
      await vivid.source("1920x1080i(25|30)");
      await told(host, "interlaced: refused", ({ signal, refused }) => signal === false && refused === "interlaced");
      await vivid.source("3840x2160p30");
      const is4k = ({ signal, refused, video: { mode } }: CaptureCapability) =>
        signal === true && refused === undefined && mode.width === 3840 && mode.height === 2160;
      await told(host, "2160p is taken as it is", is4k);
      await opens(lab, captureOf(host) as CaptureCapability);
      await vivid.signal("unlocked");
      await told(
        host,
        "no lock that lasts is said",
        ({ signal, refused }) => signal === false && refused === "unsteady",
      );
      await vivid.signal("outOfRange");
      await told(host, "out of range is said", ({ signal, refused }) => signal === false && refused === "unsupported");
    }),
};

export const hdmiUnstable: Scenario = {
  name: "hdmi-unstable",
  symptom: "a bad HDMI cable flickers, and the room goes on sharing nothing or never comes to rest",
  run: (lab) =>
    withReceiver(lab, async (host, vivid) => {
      await told(host, "the source", ({ signal }) => signal === true);
      for (const mode of ["unlocked", "present", "none", "unlocked", "present", "unlocked"] as const)
        await vivid.signal(mode);
      await told(host, "how it came to rest: without a lock", ({ signal, blank }) => !signal && !!blank);
      await vivid.signal("present");
      await told(host, "the source", ({ signal }) => signal === true);
      const failed = host.devices.filter(({ phase }) => phase === "faulted").map(({ id }) => id);
      check(failed.length === 0, "nothing failed meanwhile", failed);
    }),
};

/** The receiver comes without an EDID, as new hardware does, and a source is plugged in. */
async function withReceiver(lab: Lab, run: (host: LabDeviceHost, vivid: Vivid) => Promise<void>): Promise<void> {
  const host = await lab.deviceHost();
  await host.configure({}, [driver]);
  const vivid = await Vivid.load(lab.guest);
  try {
    await vivid.clearEdid();
    await host.configure({});
    await host.ready(driver);
    await run(host, vivid);
  } finally {
    await host.configure({}, [driver]);
    await vivid.unload();
    await host.configure({});
  }
}

const captureOf = (host: LabDeviceHost) => host.devices.find((one) => one.driver === driver)?.capabilities.capture;

function told(host: LabDeviceHost, what: string, fits: (capture: CaptureCapability) => boolean): Promise<number> {
  return untilTrue(`the receiver tells: ${what}; now ${JSON.stringify(captureOf(host))}`, patienceMs(5000), () => {
    const capture = captureOf(host);
    return capture !== undefined && fits(capture);
  });
}

/** The meeting worker's own pipeline takes some pictures of it. */
async function opens(lab: Lab, { video }: CaptureCapability): Promise<void> {
  const picture = { width: 640, height: 480, framesPerSecond: 10 };
  const whole = videoPipeline(video, picture, { socketPath: "/run/none", byteLength: 1_000_000 });
  const withoutSink = whole.slice(0, whole.lastIndexOf("!"));
  const pipeline = withoutSink.map((word) => (word === "v4l2src" ? "v4l2src num-buffers=3" : `'${word}'`)).join(" ");
  await lab.guest.run(`timeout 60 gst-launch-1.0 ${pipeline} ! fakesink`, 90_000);
}
