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

/** An ALSA PCM. The worker always works at 48 000 Hz, 16 bit. */
export interface AlsaDevice {
  /** Such as "plughw:CARD=Speak,DEV=0". */
  pcm: string;
  channels: number;
  /** How much the card may hold; absent where the usual 60 ms do. */
  bufferMs?: number;
}

/** How to open a microphone. */
export type MicrophoneRecipe =
  | ({ kind: "alsa"; echoCancelled: boolean } & AlsaDevice)
  | { kind: "tone"; hertz: number /** Peak, 0..1. */; level: number };

/** How to open a speaker. */
export type SpeakerRecipe =
  | ({ kind: "alsa" } & AlsaDevice)
  | { kind: "meter" /** Measures what it gets and plays nothing. */ };

/** A picture source for sharing. */
export interface CaptureCapability {
  video: VideoRecipe;
  audio: MicrophoneRecipe | null;
  /** Whether a picture is plugged in: true, false, or null when the hardware cannot tell. */
  signal: boolean | null;
  /** How the signal is known: told by the hardware, judged by its pictures, or not at all (also when absent). */
  detection?: "hardware" | "heuristic" | "none";
  /** A source is plugged in but sends black, or is protected by HDCP: not the same as no cable. */
  blank?: boolean;
  /** A source is plugged in, and why its picture cannot be had; absent when it can, or when nothing is plugged in. */
  refused?: CaptureRefusal;
}

/** unsteady: no lock on it. unsupported: a size or rate that the receiver cannot take. interlaced: two half pictures in turn. */
export type CaptureRefusal = "unsteady" | "unsupported" | "interlaced";

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

/** Keys of a telephone kind. Presses are events: what the room makes of them is shown by indicators. */
export interface CallControlsCapability {
  hook: boolean;
  /** press: tells presses only; level: keeps the state itself; none: no mute key that the room can see. */
  mute: "press" | "level" | "none";
  volume: boolean;
}

/** Lamps and displays that show the room's state (the command `show`). */
export interface IndicatorsCapability {
  mute: boolean;
  offHook: boolean;
  ring: boolean;
}

export interface PtzPreset {
  number: number;
  name: string;
}

/** A camera that moves. Directions it lacks are false; presets are stored by Roomkeeper, in the camera's own units. */
export interface PtzCapability {
  pan: boolean;
  tilt: boolean;
  zoom: boolean;
  presets: PtzPreset[];
}

/** One control of a camera, with the ranges that its driver tells. Booleans are 0 and 1. */
export interface CameraControl {
  /** As the driver calls it, such as "brightness". */
  name: string;
  kind: "integer" | "boolean" | "menu";
  minimum: number;
  maximum: number;
  step: number;
  default: number;
  value: number;
  /** It exists, but another control (an automatic one) holds it at the moment. */
  inactive: boolean;
  options: { value: number; title: string }[];
}

export interface CameraControlsCapability {
  controls: CameraControl[];
}

/** Keys with pictures. */
export interface KeysCapability {
  rows: number;
  columns: number;
}

export interface OccupancyCapability {
  /** Somebody is there; null before the sensor spoke. */
  occupied: boolean | null;
}

export type DisplayPowerState = "on" | "off" | "standby" | "warming" | "cooling";

/** A display whose power and input are steered. Both are what it last answered, never what it was told. */
export interface DisplayCapability {
  power: DisplayPowerState | null;
  input: string | null;
  /** Names that `input` takes. */
  inputs: string[];
  /** What it does not do as it was told, for IT; null when all is well. */
  trouble: string | null;
}

/** A screen that is touched. What touches mean is the browser's business. */
export interface TouchScreenCapability {
  /** Fingers that it tells apart. */
  contacts: number;
}

export interface RelayCapability {
  on: boolean;
}

export interface SensorCapability {
  /** Such as "contact" or "distance". */
  kind: string;
  /** 0 and 1 for contacts. */
  value: number | null;
  /** Such as "cm"; empty for contacts. */
  unit: string;
}

export interface Capabilities {
  camera?: CameraCapability;
  microphone?: MicrophoneCapability;
  speaker?: SpeakerCapability;
  capture?: CaptureCapability;
  callControls?: CallControlsCapability;
  indicators?: IndicatorsCapability;
  ptz?: PtzCapability;
  cameraControls?: CameraControlsCapability;
  keys?: KeysCapability;
  occupancy?: OccupancyCapability;
  display?: DisplayCapability;
  relay?: RelayCapability;
  touchScreen?: TouchScreenCapability;
  sensor?: SensorCapability;
}

export type CapabilityName = keyof Capabilities;
