import type { CameraControl, PixelFormat, VideoMode } from "../domain/capability.ts";
import type { RoomkeeperError } from "../domain/errors.ts";

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
  /** A secret (a projector's password), from the file that the settings name. */
  secret(file: string): Promise<string>;
  /** A hidraw node, opened once for all its collections. */
  hid(node: string, ear: Ear): Promise<HidPort>;
  /** A line to somewhere: serial, TCP or UDP. */
  stream(address: StreamAddress, ear: Ear): Promise<StreamPort>;
  /** Waits for callers at a TCP port of this computer; `welcome` is called for each, and says who hears it. */
  listen(address: ListenAddress, welcome: (caller: StreamPort) => Caller): Promise<void>;
  /** One line of a GPIO chip. `changed` is called when an input has changed, at most every 100 ms. */
  gpio(line: GpioLine, changed: (on: boolean) => void): Promise<GpioPort>;
  /** An HDMI-CEC adapter, such as /dev/cec0. */
  cec(node: string): Promise<CecPort>;
  /** An Elgato Stream Deck at a hidraw node. */
  streamDeck(node: string, ear: StreamDeckEar): Promise<StreamDeckPort>;
}

/** Who listens to a line. */
export interface Ear {
  /** HID: a whole report, its id first where reports are numbered. Serial and TCP: any piece. UDP: a datagram. */
  heard(bytes: Uint8Array): void;
  /** The line broke. Nothing comes any more; usually handed on to `context.fail`. */
  lost(error: RoomkeeperError): void;
}

export interface HidPort {
  /** @param report its id first; 0 where reports have none. Whole: firmware ignores shorter ones. */
  write(report: Uint8Array): Promise<void>;
  /** Sends a feature report and reads the answer of the same length, both with the id (or 0) first. */
  feature(report: Uint8Array): Promise<Uint8Array>;
}

export interface StreamPort {
  /** Resolves when the bytes were handed to the system. */
  send(bytes: Uint8Array): Promise<void>;
}

export type StreamAddress =
  | {
      readonly kind: "serial" /** Such as /dev/serial/by-id/...; 8 data bits, 1 stop bit. */;
      readonly path: string;
      readonly baudRate: number;
      readonly parity?: "none" | "even" | "odd";
    }
  | { readonly kind: "tcp"; readonly host: string; readonly port: number }
  | { readonly kind: "udp"; readonly host: string; readonly port: number };

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** A caller has no say in our device: when it hangs up, only `left` is called. */
export interface Caller {
  heard(bytes: Uint8Array): void;
  left(): void;
}

export interface GpioLine {
  /** Node of the chip, such as /dev/gpiochip0. */
  readonly chip: string;
  readonly line: number;
  readonly direction: "in" | "out";
  /** Low means on. */
  readonly activeLow?: boolean;
  readonly pull?: "up" | "down";
  /** Outputs: the state to begin with, and to leave behind. */
  readonly safe?: boolean;
}

export interface GpioPort {
  read(): Promise<boolean>;
  write(on: boolean): Promise<void>;
}

export type CecPower = "on" | "standby" | "warming" | "cooling";

export interface CecPort {
  /** Null when the display does not answer. */
  power(): Promise<CecPower | null>;
  /** Wakes the display and shows our picture, or sends it to sleep. Taken is not done: ask for the power afterwards. */
  setPower(on: boolean): Promise<void>;
}

export interface StreamDeckEar {
  pressed(key: number): void;
  lost(error: RoomkeeperError): void;
}

export interface StreamDeckPort {
  readonly rows: number;
  readonly columns: number;
  /** Edge of a key's square picture in pixels; 0 for keys without one. */
  readonly keySize: number;
  /** @param picture RGB, three bytes a pixel, rows from the top */
  draw(key: number, picture: Uint8Array): Promise<void>;
}

export interface V4l2Port {
  /** Everything that the node offers, as the kernel lists it. */
  formats(): Promise<V4l2Formats>;
  /** Controls with the ranges of the driver, `pan_absolute` and the like among them. */
  controls(): Promise<CameraControl[]>;
  setControls(values: Readonly<Record<string, number>>): Promise<void>;
  /** What a receiver sees at its input; null when the node knows nothing of that. */
  input(): Promise<VideoInput | null>;
  /** Takes what is seen at the input as the node's timings. @throws DeviceError device.busy while somebody streams */
  useTimings(): Promise<void>;
  /** What the receiver tells sources of itself (EDID); empty when it tells nothing, and sources then send nothing. */
  edid(): Promise<Uint8Array>;
  /** Tells sources: up to 1920x1080 at 60, with two channels of sound. */
  setEdid(): Promise<void>;
  /** `changed` is called when the input may be another; ask then. */
  onInputChange(changed: () => void): void;
  /**
   * Looks at the pictures themselves: twice a second, grey, 64 by 36. Nobody else can stream meanwhile.
   * @param ended with why, when it ended by itself
   * @returns how to stop; resolves when the node is free
   */
  watch(mode: VideoMode, seen: (luma: Uint8Array) => void, ended: (why: string) => void): () => void;
  /** Reads or sets a control of a vendor's unit of a USB camera (UVCIOC_CTRL_QUERY). Works while somebody streams. */
  extension(query: ExtensionQuery): Promise<Uint8Array>;
}

export interface VideoInput {
  readonly signal: InputSignal;
  /** Of a signal that is present; 0 else. */
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  /** The source sends the even and the odd lines in turn. */
  readonly interlaced?: boolean;
}

export interface ExtensionQuery {
  /** bUnitID, from the camera's descriptors. */
  readonly unit: number;
  readonly selector: number;
  readonly request: "get" | "set" | "length" | "information";
  /** For `set`: exactly as long as the control; for `get`: its length. */
  readonly data?: Uint8Array;
  readonly length?: number;
}

/** unstable: something comes but cannot be locked on. unsupported: a timing that the receiver cannot take. */
export type InputSignal = "present" | "none" | "unstable" | "unsupported";

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
