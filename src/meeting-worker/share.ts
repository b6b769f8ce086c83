import type { MicrophoneRecipe } from "../domain/capability.ts";
import type { ShareSource, VideoPublishing } from "../domain/media.ts";
import { captureMicrophone } from "./audio/microphone-capture.ts";
import { Supervised } from "./gstreamer/supervised.ts";
import { AudioOutlet } from "./livekit/audio-outlet.ts";
import type { LocalParticipant } from "./livekit/binding.ts";
import { OutgoingTrack } from "./livekit/outgoing-track.ts";
import { soundOptions } from "./livekit/publish-options.ts";
import { LocalSource } from "./local-source.ts";
import type { Surroundings } from "./surroundings.ts";
import { fitInto } from "./video/i420.ts";
import { ShareJudge } from "./video/share-judge.ts";
import { VideoSource } from "./video-source.ts";

/** One sharing of a picture, with its sound where it has one. Made when sharing begins, closed when it ends. */
export class Share {
  readonly video: VideoSource;
  readonly #sound: LocalSource<MicrophoneRecipe> | null;
  readonly #outlet: AudioOutlet | null;

  constructor(surroundings: Surroundings, { video, audio }: ShareSource, publishing: VideoPublishing) {
    const size = fitInto(video.recipe.mode, publishing);
    this.video = new VideoSource(surroundings, "share", { ...publishing, ...size });
    const { clock, report } = surroundings;
    const judge = new ShareJudge(
      () => clock.monotonicMs(),
      (picture) => report({ type: "sharedPicture", ...picture }),
    );
    if (video.recipe.kind === "v4l2") this.video.onPicture = (picture, layout) => judge.look(picture, layout);
    this.video.source.begin(video, true);
    this.#outlet = audio === null ? null : new AudioOutlet("share sound");
    this.#sound = this.#outlet === null ? null : shareSound(surroundings, this.#outlet);
    if (audio !== null) this.#sound?.begin({ ...video, recipe: audio }, true);
  }

  enter(participant: LocalParticipant): void {
    this.video.source.enter(participant);
    this.#sound?.enter(participant);
  }

  sources(): LocalSource<never>[] {
    const sources = [this.video.source, ...(this.#sound === null ? [] : [this.#sound])];
    return sources as unknown as LocalSource<never>[];
  }

  /** Takes the picture back from the others; both sources have had a frame, so the native layer lets them go. */
  async end(): Promise<void> {
    this.video.source.close();
    this.#sound?.close();
    await Promise.all([this.video.source.outgoing.unpublish(), this.#sound?.outgoing.unpublish()]);
    this.video.close();
    this.#outlet?.close();
  }
}

/** The shared picture's own sound: as it comes, without processing. The picture speaks for both on the panel. */
function shareSound({ clock, pace }: Surroundings, outlet: AudioOutlet): LocalSource<MicrophoneRecipe> {
  return new LocalSource<MicrophoneRecipe>({
    name: "share",
    outgoing: new OutgoingTrack(outlet.track, soundOptions("share"), clock),
    listensWhileOff: false,
    clock,
    report: () => {},
    capture: (recipe, onChange) =>
      new Supervised({
        what: "the shared sound",
        clock,
        onChange,
        begin: (events) => captureMicrophone({ recipe, clock, pace, onBlock: (block) => outlet.send(block) }, events),
      }),
  });
}
