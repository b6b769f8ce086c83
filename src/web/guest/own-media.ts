import { signal } from "@preact/signals";
import type { LocalAudioTrack, LocalVideoTrack } from "livekit-client";
import type { PageTrouble } from "../shared/catalogue/shape.ts";
import { loadClient } from "../shared/meeting/client.ts";

/** This browser's own camera and microphone, before and while it is in the meeting. */
export const ownCamera = signal<LocalVideoTrack | null>(null);
export const ownMicrophone = signal<LocalAudioTrack | null>(null);

/** Why there is no camera or microphone; null when all is well. */
export const mediaTrouble = signal<PageTrouble | null>(null);

/** Asks for camera and microphone; each may fail alone. */
export async function openOwnMedia(): Promise<void> {
  await Promise.all([switchOwnCamera(true), switchOwnMicrophone(true)]);
}

export async function switchOwnCamera(on: boolean): Promise<void> {
  if (!on) {
    ownCamera.value?.stop();
    ownCamera.value = null;
    return;
  }
  const client = await loadClient();
  ownCamera.value = await tried(() =>
    client.createLocalVideoTrack({ resolution: client.VideoPresets.h720.resolution }),
  );
}

export async function switchOwnMicrophone(on: boolean): Promise<void> {
  if (!on) {
    ownMicrophone.value?.stop();
    ownMicrophone.value = null;
    return;
  }
  const client = await loadClient();
  ownMicrophone.value = await tried(() =>
    client.createLocalAudioTrack({ echoCancellation: true, noiseSuppression: true, autoGainControl: true }),
  );
}

/** Nothing stays open: the camera's light goes out. */
export function closeOwnMedia(): void {
  ownCamera.value?.stop();
  ownMicrophone.value?.stop();
  ownCamera.value = null;
  ownMicrophone.value = null;
}

async function tried<T>(open: () => Promise<T>): Promise<T | null> {
  try {
    const track = await open();
    mediaTrouble.value = null;
    return track;
  } catch (thrown) {
    mediaTrouble.value = troubleOf(thrown);
    return null;
  }
}

/** Without a secure address the browser offers no devices at all, and says so with a TypeError. */
function troubleOf(thrown: unknown): PageTrouble {
  const name = thrown instanceof Error ? thrown.name : "";
  return name === "NotFoundError" || name === "DeviceUnsupportedError" ? "cameraMissing" : "cameraNotAllowed";
}
