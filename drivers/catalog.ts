import type { AnyDriver } from "../src/driver-contract/index.ts";
import { alsaAudio } from "./alsa-audio/driver.ts";
import { bench } from "./bench/driver.ts";
import { hdmiCapture } from "./hdmi-capture/driver.ts";
import { uvcCamera } from "./uvc-camera/driver.ts";

/** Every driver that comes with Roomkeeper. Which of them run is for the settings to say. */
export const catalog: readonly AnyDriver[] = [uvcCamera, hdmiCapture, alsaAudio, bench];
