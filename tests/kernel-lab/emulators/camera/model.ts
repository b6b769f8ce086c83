import type { Identity } from "../../usbip/descriptors.ts";

/** What kind of camera it is. */
export interface CameraModel extends Identity {
  /** Cheap cameras of today use isochronous transfers, fast ones bulk. */
  transfer: "bulk" | "isochronous";
  /** MJPEG sizes, best first, each with the pictures that go round. */
  sizes: readonly { width: number; height: number; pictures: readonly Buffer[] }[];
  /** Frames a second, the default first. */
  rates: readonly number[];
  /** Bytes. */
  largestPicture: number;
}

/** A control of one entity: how many bytes, and what it takes. */
export interface ControlRange {
  bytes: number;
  minimum: readonly number[];
  maximum: readonly number[];
  step: readonly number[];
  start: readonly number[];
}
