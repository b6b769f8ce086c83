import type { MicrophoneRecipe, SpeakerRecipe, VideoRecipe } from "./capability.ts";

export type VideoCodec = "vp8" | "h264" | "vp9" | "av1";

/** How pictures are published. Sizes in pixels, bit rates in bits a second. */
export interface VideoPublishing {
  codec: VideoCodec;
  simulcast: boolean;
  width: number;
  height: number;
  framesPerSecond: number;
  maxBitrate: number;
}

export interface AudioProcessing {
  /** auto: in software unless the device declares that it cancels echoes itself. */
  echoCancellation: "auto" | "on" | "off";
  noiseSuppression: boolean;
  gainControl: boolean;
}

export interface MediaSettings {
  camera: VideoPublishing;
  share: VideoPublishing;
  audio: AudioProcessing;
}

/** A device chosen for a role, with how to open it. */
export interface Chosen<Recipe> {
  deviceId: string;
  title: string;
  recipe: Recipe;
}

/** What a meeting worker captures from and plays to; null where the room has none. */
export interface MediaSources {
  camera: Chosen<VideoRecipe> | null;
  microphone: Chosen<MicrophoneRecipe> | null;
  speaker: Chosen<SpeakerRecipe> | null;
}

/** A source for sharing: picture and, where it has one, its sound. */
export interface ShareSource {
  video: Chosen<VideoRecipe>;
  audio: MicrophoneRecipe | null;
}
