import type { Scenario } from "../lab/scenario.ts";
import { cameraStreams } from "./camera-streams.ts";
import {
  allAtOnce,
  cameraMoves,
  cameraReplugged,
  deviceHostKilled,
  devicesKnown,
  keysBabble,
  muteKey,
  speakerphoneMoved,
} from "./devices.ts";
import { wholeChainPicture, wholeChainSound } from "./whole-chain.ts";

/** Quick and dependable in emulation too; `scripts/test` runs them. One virtual machine, one device host. */
const core: readonly Scenario[] = [
  cameraStreams,
  devicesKnown,
  cameraMoves,
  cameraReplugged,
  muteKey,
  keysBabble,
  speakerphoneMoved,
  allAtOnce,
  deviceHostKilled,
];

/** In the order in which they run. */
export const scenarios: readonly Scenario[] = [...core, wholeChainPicture, wholeChainSound];

/** @param names "core", or names of scenarios with spaces between; all of them without */
export function chosenScenarios(names: string): readonly Scenario[] {
  if (names === "core") return core;
  const wanted = names.split(" ").filter(Boolean);
  return wanted.length === 0 ? scenarios : scenarios.filter(({ name }) => wanted.includes(name));
}
