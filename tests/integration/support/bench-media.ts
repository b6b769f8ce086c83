import type { MediaSettings, MediaSources, ShareSource } from "../../../src/domain/media.ts";
import type { WorkerOrder } from "../../../src/protocol/meeting-worker.ts";
import type { Clip } from "./clips.ts";

/** Small pictures: what is tested is not how fast this computer encodes. */
export const media: MediaSettings = {
  camera: { codec: "vp8", simulcast: false, width: 640, height: 360, framesPerSecond: 30, maxBitrate: 800_000 },
  share: { codec: "vp8", simulcast: false, width: 1280, height: 720, framesPerSecond: 15, maxBitrate: 1_500_000 },
  audio: { echoCancellation: "auto", noiseSuppression: true, gainControl: true },
};

export const toneHertz = 440;

export const stampedCamera = (clip: Clip, deviceId = "camera-1"): NonNullable<MediaSources["camera"]> => ({
  deviceId,
  title: "Bench camera",
  recipe: { kind: "clip", path: clip.path, stamp: true, mode: { format: "mjpeg", ...sizeOf(clip) } },
});

export const toneMicrophone = (hertz = toneHertz): NonNullable<MediaSources["microphone"]> => ({
  deviceId: `microphone-${hertz}`,
  title: "Bench microphone",
  recipe: { kind: "tone", hertz, level: 0.3 },
});

export const sourcesWith = (clip: Clip): MediaSources => ({
  camera: stampedCamera(clip),
  microphone: toneMicrophone(),
  speaker: { deviceId: "speaker-1", title: "Bench speaker", recipe: { kind: "meter" } },
});

export const shareOf = (clip: Clip): ShareSource => ({ video: stampedCamera(clip, "capture-1"), audio: null });

type Join = Extract<WorkerOrder, { type: "join" }>;

export const joinOrder = (url: string, token: string, sources: MediaSources, change: Partial<Join> = {}): Join => ({
  type: "join",
  url,
  token,
  passphrase: null,
  media,
  sources,
  microphoneOn: true,
  cameraOn: true,
  volumePercent: 100,
  ...change,
});

const sizeOf = ({ width, height, framesPerSecond }: Clip) => ({ width, height, framesPerSecond });
