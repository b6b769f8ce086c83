import type { PixelFormat, VideoMode } from "../domain/capability.ts";

/**
 * The ways to reach hardware. Each call takes the thing exclusively, for as long as the device is open: a second taker
 * gets `device.busy` with the name of the first. All of them end by themselves with the device.
 */
export interface Transports {
  /** A V4L2 node, such as /dev/video0. Pictures are not read here: the driver hands out a recipe. */
  v4l2(node: string): Promise<V4l2Port>;
  /** PCM device `device` of the ALSA card with this id, both directions. Sound is not read here either. */
  alsa(cardId: string, device: number): Promise<void>;
  /** A Motion-JPEG clip in the cache, painted once. For stand-ins. */
  clip(spec: ClipSpec): Promise<string>;
}

interface V4l2Port {
  /** Everything that the node offers, as the kernel lists it. */
  formats(): Promise<V4l2Formats>;
}

export interface V4l2Formats {
  /** In the device's order, each once. */
  readonly modes: readonly VideoMode[];
  /** FourCCs that Roomkeeper cannot use, such as "HEVC". */
  readonly unusable: readonly string[];
}

/** FourCC codes of the formats that Roomkeeper can open. */
export const fourccFormats: Readonly<Record<string, PixelFormat>> = {
  MJPG: "mjpeg",
  JPEG: "mjpeg",
  H264: "h264",
  NV12: "nv12",
  YUYV: "yuy2",
  YUY2: "yuy2",
  YU12: "i420",
  BGR3: "bgr",
  RGB3: "rgb",
};

export interface ClipSpec {
  /** File name without ending; must change when the picture changes. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly framesPerSecond: number;
  /** JPEG quality, 1..100. */
  readonly quality: number;
  /** Paints picture `index` as I420 (Y, then U, then V; no padding) into `picture`. Called once for each, in order. */
  paint(index: number, picture: Uint8Array): void;
}
