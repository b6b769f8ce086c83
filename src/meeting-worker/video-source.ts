import type { VideoRecipe } from "../domain/capability.ts";
import type { VideoPublishing } from "../domain/media.ts";
import { Supervised } from "./gstreamer/supervised.ts";
import { OutgoingTrack } from "./livekit/outgoing-track.ts";
import { cameraOptions, shareOptions } from "./livekit/publish-options.ts";
import { VideoOutlet } from "./livekit/video-outlet.ts";
import { LocalSource } from "./local-source.ts";
import type { Surroundings } from "./surroundings.ts";
import { captureVideo } from "./video/capture.ts";
import type { PictureLayout } from "./video/i420.ts";
import { RateMeter } from "./video/rate-meter.ts";

/** The room's camera or its shared picture: capture → track, at exactly the published size. */
export class VideoSource {
  readonly outlet: VideoOutlet;
  readonly source: LocalSource<VideoRecipe>;
  readonly #rate = new RateMeter();
  readonly #surroundings: Surroundings;
  /** Sees each picture, the same buffer each time. */
  onPicture: ((picture: Uint8Array, layout: PictureLayout) => void) | null = null;
  frames = 0;
  skipped = 0;

  constructor(surroundings: Surroundings, name: "camera" | "share", publishing: VideoPublishing) {
    this.#surroundings = surroundings;
    const { clock, report } = surroundings;
    const { width, height, framesPerSecond } = publishing;
    const isShare = name === "share";
    this.outlet = new VideoOutlet({ name, width, height, screenContent: isShare });
    const options = isShare ? shareOptions(publishing) : cameraOptions(publishing);
    this.source = new LocalSource<VideoRecipe>({
      name,
      outgoing: new OutgoingTrack(this.outlet.track, options, clock),
      listensWhileOff: false,
      clock,
      report,
      // Others need not wait for the camera's next picture.
      onPublished: () => this.frames > 0 && this.outlet.send(),
      capture: (recipe, onChange) => {
        const what = isShare ? "the shared picture" : "the camera";
        const counting = { onFrame: () => this.#counted(), onSkipped: (count: number) => this.#skip(count) };
        const capture = { what, recipe, framesPerSecond, sink: this.outlet, clock, ...counting };
        return new Supervised({ what, clock, onChange, begin: (events) => captureVideo(capture, events) });
      },
    });
  }

  get framesPerSecond(): number {
    return this.#rate.perSecond(this.#surroundings.clock.monotonicMs());
  }

  close(): void {
    this.source.close();
    this.outlet.close();
  }

  #counted(): void {
    this.frames++;
    this.onPicture?.(this.outlet.picture, this.outlet.layout);
    this.#rate.add(this.#surroundings.clock.monotonicMs());
  }

  #skip(count: number): void {
    this.skipped += count;
  }
}
