import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CaptureCapability } from "../../../src/domain/capability.ts";
import { strongestTone } from "../../simulators/participant/tone.ts";
import type { HdmiDongle } from "../emulators/hdmi-dongle/hdmi-dongle.ts";
import type { LabDeviceHost } from "../lab/device-host.ts";
import type { Lab } from "../lab/lab.ts";
import { patienceMs } from "../lab/numbers.ts";
import type { Scenario } from "../lab/scenario.ts";
import { isTone, tones } from "../lab/tones.ts";
import { untilTrue } from "../room/until.ts";
import { check } from "./check.ts";

const driver = "hdmi-capture";
/** As many samples as the tone finder takes. */
const measured = 8192;

export const hdmiDongle: Scenario = {
  name: "hdmi-dongle",
  symptom:
    "a USB HDMI dongle is taken for a camera or a microphone, its cable is not noticed, or its sound comes out garbled",
  async run(lab) {
    const host = await lab.deviceHost();
    const dongle = await lab.dongle();
    dongle.device.source = "picture";
    try {
      await told(
        host,
        "its chip says that a source is there",
        ({ detection, signal }) => detection === "hardware" && signal === true,
      );
      await told(host, "its sound goes along", ({ audio }) => audio !== null);
      const others = host.devices.filter((one) => one.driver !== driver && one.id.includes("534d:2109"));
      check(others.length === 0, "it is no camera, no microphone and has no keys", others);
      await hears(lab, captureOf(host));
      dongle.device.source = "protected";
      await asked(dongle.device, 2);
      check(captureOf(host)?.signal === true, "a protected source is a source", captureOf(host));
      dongle.device.source = "none";
      const pulledMs = performance.now();
      await told(host, "no source", ({ signal }) => signal === false);
      lab.numbers.tookMs(
        "cable out of the HDMI dongle, until the device host tells",
        performance.now() - pulledMs,
        1500,
      );
    } finally {
      dongle.pull();
      await host.gone(driver);
    }
  },
};

const captureOf = (host: LabDeviceHost) => host.devices.find((one) => one.driver === driver)?.capabilities.capture;

async function told(host: LabDeviceHost, what: string, fits: (capture: CaptureCapability) => boolean): Promise<void> {
  await untilTrue(`the dongle tells: ${what}`, patienceMs(5000), () => {
    const capture = captureOf(host);
    return capture !== undefined && fits(capture);
  });
}

/** Its chip was asked that often again. */
async function asked(device: HdmiDongle, times: number): Promise<void> {
  const from = device.questions;
  await untilTrue("the dongle is asked again", patienceMs(times * 1000), () => device.questions >= from + times);
}

/** The laptop's tone, alike in both channels: the kernel knows that the stream begins in the middle of a sample. */
async function hears(lab: Lab, capture: CaptureCapability | undefined): Promise<void> {
  if (capture?.audio?.kind !== "alsa") return check(false, "its sound is a sound card's", capture);
  const file = join(lab.machine.folder, "dongle.raw");
  const form = `-D ${capture.audio.pcm} -f S16_LE -r 48000 -c 2 --buffer-time=1000000 -d 1`;
  await lab.guest.run(`timeout 60 arecord -q ${form} -t raw ${file}`, 90_000);
  const bytes = await readFile(file);
  const pairs = Math.floor(bytes.length / 4);
  const channel = (offset: number) =>
    Float64Array.from(
      { length: measured },
      (_, at) => bytes.readInt16LE((pairs - measured + at) * 4 + offset) / 32_768,
    );
  const [left, right] = [channel(0), channel(2)];
  check(isTone(strongestTone(left), tones.laptop), `a tone of ${tones.laptop} Hz`, strongestTone(left));
  check(
    left.every((value, at) => value === right[at]),
    "left and right are of the same moment",
    [left[0], right[0]],
  );
}
