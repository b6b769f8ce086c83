import { example as alsaAudio } from "../../../drivers/alsa-audio/driver.ts";
import { example as bench } from "../../../drivers/bench/driver.ts";
import { catalog } from "../../../drivers/catalog.ts";
import { example as displays } from "../../../drivers/displays/driver.ts";
import { example as gpio } from "../../../drivers/gpio/driver.ts";
import { example as hdmiCapture } from "../../../drivers/hdmi-capture/driver.ts";
import { example as hidSpeakerphone } from "../../../drivers/hid-speakerphone/driver.ts";
import { example as streamDeck } from "../../../drivers/stream-deck/driver.ts";
import { example as touchPanel } from "../../../drivers/touch-panel/driver.ts";
import { example as uvcCamera } from "../../../drivers/uvc-camera/driver.ts";
import { example as viscaCamera } from "../../../drivers/visca-camera/driver.ts";
import type { Descriptor } from "../../../src/domain/device.ts";

export const blank: Descriptor = {
  key: "x/y",
  subsystem: "usb",
  name: "",
  node: "",
  vendorId: "",
  productId: "",
  serial: "",
  port: "",
  facts: {},
};

/** What each driver exports for the contract suite. */
const examples: Record<string, { settings?: object; descriptor?: object }> = {
  "alsa-audio": alsaAudio,
  bench,
  displays,
  gpio,
  "hdmi-capture": hdmiCapture,
  "hid-speakerphone": hidSpeakerphone,
  "stream-deck": streamDeck,
  "touch-panel": touchPanel,
  "uvc-camera": uvcCamera,
  "visca-camera": viscaCamera,
};

export const settingsOf = (id: string): object => examples[id]?.settings ?? {};

/** One thing that this driver is for. */
export function ownOf(id: string): Descriptor {
  const driver = catalog.find((one) => one.manifest.id === id);
  return (examples[id]?.descriptor ?? driver?.announce?.(settingsOf(id))[0]) as Descriptor;
}
