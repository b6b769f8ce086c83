/**
 * What a device can do. A driver lists the capabilities a device has; an absent one is absent. For media a driver never
 * handles frames: it hands out a recipe, and the meeting worker opens it. All recipes are plain data.
 */

/** Pixel formats a capture can deliver, by their GStreamer/V4L2 meaning. */
export type PixelFormat = "mjpeg" | "h264" | "nv12" | "yuy2" | "i420" | "bgr" | "rgb";

/** One thing a camera offers: a format at a size and rate. */
export interface VideoMode {
  format: PixelFormat;
  width: number;
  height: number;
  framesPerSecond: number;
}

/** How to open a picture source. `stamp`: the worker paints frame counter and clock into the picture (bench only). */
export type VideoRecipe =
  | { kind: "v4l2"; node: string; mode: VideoMode }
  | { kind: "clip" /** Motion-JPEG clip, looped at its rate. */; path: string; mode: VideoMode; stamp: boolean };

/** How to open a microphone. Rate in Hz; the worker always works at 48 000 Hz, 16 bit. */
export type MicrophoneRecipe =
  | {
      kind: "alsa" /** ALSA PCM, such as "plughw:CARD=Speak,DEV=0". */;
      pcm: string;
      channels: number;
      echoCancelled: boolean;
    }
  | { kind: "tone"; hertz: number /** Peak, 0..1. */; level: number };

/** How to open a speaker. */
export type SpeakerRecipe =
  | { kind: "alsa"; pcm: string; channels: number }
  | { kind: "meter" /** Measures what it gets and plays nothing. */ };

/** A picture source for sharing. */
export interface CaptureCapability {
  video: VideoRecipe;
  audio: MicrophoneRecipe | null;
  /** Whether a picture is plugged in: true, false, or null when the hardware cannot tell. */
  signal: boolean | null;
}

export interface CameraCapability {
  video: VideoRecipe;
  /** Everything the camera offers, and why `video` was chosen. */
  modes: VideoMode[];
  choice: string;
}

export interface MicrophoneCapability {
  audio: MicrophoneRecipe;
}

export interface SpeakerCapability {
  audio: SpeakerRecipe;
}

export interface Capabilities {
  camera?: CameraCapability;
  microphone?: MicrophoneCapability;
  speaker?: SpeakerCapability;
  capture?: CaptureCapability;
}

export type CapabilityName = keyof Capabilities;
