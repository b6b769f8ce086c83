import { blacken, layoutOf, type PictureLayout } from "../video/i420.ts";
import {
  addressOf,
  type FfiHandle,
  LocalVideoTrack,
  type OwnedTrack,
  ownedHandle,
  preparedRequest,
  request,
  VideoBufferType,
  VideoRotation,
  VideoSourceType,
} from "./binding.ts";
import { checkFrame, checkOpen, checkPictureSize } from "./guards.ts";

export interface VideoOutletOptions {
  name: string;
  width: number;
  height: number;
  /** Still pictures and text: sharp before smooth. */
  screenContent: boolean;
}

/**
 * Where pictures enter the native layer: a source, its track, and the one buffer that both sides share. Fill `picture`
 * (I420, `layout`), then `send()`: the native layer copies before it returns.
 */
export class VideoOutlet {
  readonly track: LocalVideoTrack;
  readonly layout: PictureLayout;
  readonly picture: Uint8Array;
  readonly #source: FfiHandle;
  readonly #capture: () => void;
  #closed = false;

  constructor({ name, width, height, screenContent }: VideoOutletOptions) {
    checkPictureSize(width, height);
    this.layout = layoutOf(width, height);
    this.picture = new Uint8Array(this.layout.byteLength);
    const made = request("newVideoSource", {
      type: VideoSourceType.VIDEO_SOURCE_NATIVE,
      resolution: { width, height },
      isScreencast: screenContent,
    });
    this.#source = ownedHandle(made.source);
    const created = request("createVideoTrack", { name, sourceHandle: this.#source.handle });
    this.track = new LocalVideoTrack(created.track as OwnedTrack);
    this.#capture = this.#prepareCapture();
    // A source that never got a frame sends black for ever, even after its end.
    blacken(this.picture, this.layout);
    this.send();
  }

  /** Hands the picture over. */
  send(): void {
    checkOpen(this.#closed, "a picture for a source");
    checkFrame(this.picture, this.layout.byteLength);
    this.#capture();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.track.ffi_handle.dispose();
    this.#source.dispose();
  }

  /** The request is the same for every frame, as long as the buffer is. */
  #prepareCapture(): () => void {
    const { width, height, planes } = this.layout;
    const address = addressOf(this.picture);
    return preparedRequest("captureVideoFrame", {
      sourceHandle: this.#source.handle,
      timestampUs: 0n,
      rotation: VideoRotation.VIDEO_ROTATION_0,
      buffer: {
        type: VideoBufferType.I420,
        width,
        height,
        dataPtr: address,
        components: planes.map((plane) => ({
          dataPtr: address + BigInt(plane.offset),
          stride: plane.stride,
          size: plane.stride * plane.height,
        })),
      },
    });
  }
}
