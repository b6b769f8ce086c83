import type { MediaSettings } from "../domain/media.ts";
import { Microphone } from "./microphone.ts";
import type { Surroundings } from "./surroundings.ts";
import { VideoSource } from "./video-source.ts";

/** The tracks of a meeting, built before anybody taps: no device is opened by it. */
export class Equipment {
  readonly camera: VideoSource;
  readonly microphone: Microphone;
  readonly media: MediaSettings;

  constructor(surroundings: Surroundings, media: MediaSettings) {
    this.media = media;
    this.camera = new VideoSource(surroundings, "camera", media.camera);
    this.microphone = new Microphone(surroundings, media.audio);
  }

  /** Whether it can be used for these settings; a share is built when it begins, so its settings do not matter. */
  suits(media: MediaSettings): boolean {
    const of = ({ camera, audio }: MediaSettings) => JSON.stringify([camera, audio]);
    return of(media) === of(this.media);
  }

  close(): void {
    this.camera.close();
    this.microphone.close();
  }
}
