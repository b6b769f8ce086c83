import type { AnyDriver } from "../src/driver-contract/index.ts";
import { alsaAudio } from "./alsa-audio/driver.ts";
import { bench } from "./bench/driver.ts";
import { displays } from "./displays/driver.ts";
import { gpio } from "./gpio/driver.ts";
import { hdmiCapture } from "./hdmi-capture/driver.ts";
import { hidSpeakerphone } from "./hid-speakerphone/driver.ts";
import { streamDeck } from "./stream-deck/driver.ts";
import { touchPanel } from "./touch-panel/driver.ts";
import { uvcCamera } from "./uvc-camera/driver.ts";
import { viscaCamera } from "./visca-camera/driver.ts";

/** Every driver that comes with Roomkeeper. Which of them run is for the settings to say. */
export const catalog: readonly AnyDriver[] = [
  uvcCamera,
  hdmiCapture,
  alsaAudio,
  hidSpeakerphone,
  streamDeck,
  displays,
  viscaCamera,
  touchPanel,
  gpio,
  bench,
];
