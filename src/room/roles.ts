import type { CapabilityName } from "../domain/capability.ts";
import type { DeviceReport } from "../domain/device.ts";
import type { Chosen, MediaSources, ShareSource } from "../domain/media.ts";
import type { RoomModel } from "./model.ts";

/** Ids of devices that the settings prefer. */
export interface Preferences {
  camera: string | null;
  microphone: string | null;
  speaker: string | null;
}

type Role = "camera" | "microphone" | "speaker";

/** Devices that can play a role now, in the device host's order: best first. */
export function readyDevices(model: Pick<RoomModel, "devices">, capability: CapabilityName): DeviceReport[] {
  return model.devices.filter(
    (device) =>
      (device.phase === "ready" || device.phase === "active") && device.capabilities[capability] !== undefined,
  );
}

/**
 * Who plays a role: chosen on the panel, else preferred by the settings, else real before stand-in, then the first: the device
 * host lists the best first, and in the same order each time.
 */
export function deviceFor(model: RoomModel, role: Role, prefer: Preferences): DeviceReport | null {
  const rank = (device: DeviceReport) => [
    device.id === model.chosen[role] ? 0 : 1,
    device.id === prefer[role] ? 0 : 1,
    device.standIn ? 1 : 0,
  ];
  const ranked = readyDevices(model, role).map((device) => ({ device, rank: rank(device) }));
  ranked.sort((a, b) => compare(a.rank, b.rank));
  return ranked[0]?.device ?? null;
}

/** What a meeting worker opens, as the devices stand now. */
export function sourcesOf(model: RoomModel, prefer: Preferences): MediaSources {
  const camera = deviceFor(model, "camera", prefer);
  const microphone = deviceFor(model, "microphone", prefer);
  const speaker = deviceFor(model, "speaker", prefer);
  return {
    camera: chosen(camera, camera?.capabilities.camera?.video),
    microphone: chosen(microphone, microphone?.capabilities.microphone?.audio),
    speaker: chosen(speaker, speaker?.capabilities.speaker?.audio),
  };
}

/** Devices whose picture can be shared now: a capture whose cable is in, or that cannot tell. */
export function shareable(model: Pick<RoomModel, "devices">): DeviceReport[] {
  return readyDevices(model, "capture").filter((device) => device.capabilities.capture?.signal !== false);
}

/**
 * Whether a share of this device may go on. Where the signal is watched, a short loss does not end it: how long is too long is
 * for auto-share to say.
 */
export function keepsSharing(model: Pick<RoomModel, "devices">, deviceId: string): boolean {
  const capture = readyDevices(model, "capture").find(({ id }) => id === deviceId)?.capabilities.capture;
  return capture !== undefined && (capture.signal !== false || (capture.detection ?? "none") !== "none");
}

export function shareSourceOf(device: DeviceReport): ShareSource | null {
  const capture = device.capabilities.capture;
  if (capture === undefined) return null;
  return { video: { deviceId: device.id, title: device.title, recipe: capture.video }, audio: capture.audio };
}

function chosen<Recipe>(device: DeviceReport | null, recipe: Recipe | undefined): Chosen<Recipe> | null {
  if (device === null || recipe === undefined) return null;
  return { deviceId: device.id, title: device.title, recipe };
}

function compare(a: number[], b: number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
