import type { Scenario } from "../lab/scenario.ts";
import { cameraStreams } from "./camera-streams.ts";
import { cecDisplay } from "./cec.ts";
import {
  allAtOnce,
  cameraMoves,
  cameraPicture,
  cameraReplugged,
  deviceHostKilled,
  devicesKnown,
  keysBabble,
  muteKey,
  speakerphoneMoved,
} from "./devices.ts";
import { gpioBridgeHangs, gpioLines } from "./gpio.ts";
import { hdmiCable, hdmiFormats, hdmiResolution, hdmiUnstable } from "./hdmi.ts";
import { hdmiDongle } from "./hdmi-dongle.ts";
import {
  allAtOnceInMeeting,
  cameraBackInMeeting,
  cameraHangsInMeeting,
  otherCameraInMeeting,
  speakerphoneMovedInMeeting,
} from "./meeting-devices.ts";
import { muteAgrees, muteAtOnce } from "./meeting-mute.ts";
import { hostKilledInMeeting } from "./meeting-processes.ts";
import { shareDongleUnplugged, shareFollowsCable, shareProtected, shareStoppedByHand } from "./meeting-share.ts";
import { nothingCrashed } from "./nothing-crashed.ts";
import { serialDisplay } from "./serial-display.ts";
import { serialRoom } from "./serial-room.ts";
import { deckPressed } from "./stream-deck.ts";
import { tryWithKernelCamera } from "./try.ts";
import { wholeChainPicture, wholeChainSound, wholeChainTogether } from "./whole-chain.ts";

/** The device host alone: it starts in seconds. */
const devices: readonly Scenario[] = [
  cameraStreams,
  devicesKnown,
  cameraMoves,
  cameraPicture,
  cameraReplugged,
  muteKey,
  keysBabble,
  speakerphoneMoved,
  allAtOnce,
  deviceHostKilled,
  hdmiCable,
  hdmiResolution,
  hdmiUnstable,
  hdmiDongle,
  cecDisplay,
  deckPressed,
  gpioLines,
  gpioBridgeHangs,
  serialDisplay,
];

/** The whole room in a meeting with somebody: one start, one join (by a tap on the panel) for all of them. */
const inMeeting: readonly Scenario[] = [
  tryWithKernelCamera,
  wholeChainPicture,
  wholeChainSound,
  wholeChainTogether,
  muteAgrees,
  muteAtOnce,
  cameraBackInMeeting,
  otherCameraInMeeting,
  cameraHangsInMeeting,
  speakerphoneMovedInMeeting,
  allAtOnceInMeeting,
  hostKilledInMeeting,
  shareFollowsCable,
  shareProtected,
  shareDongleUnplugged,
  nothingCrashed,
];

const core: readonly Scenario[] = [...devices, ...inMeeting];

/** In the order in which they run. Those beside `core` take longer than they are worth each time, or units guard them as well. */
export const scenarios: readonly Scenario[] = [...devices, hdmiFormats, serialRoom, ...inMeeting, shareStoppedByHand];

/** @param names "core" for what `scripts/test` runs, or names of scenarios with spaces between; all of them without */
export function chosenScenarios(names: string): readonly Scenario[] {
  if (names === "core") return core;
  const wanted = names.split(" ").filter(Boolean);
  return wanted.length === 0 ? scenarios : scenarios.filter(({ name }) => wanted.includes(name));
}
