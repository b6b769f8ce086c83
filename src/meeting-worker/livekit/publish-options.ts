import type { VideoCodec as CodecName, VideoPublishing } from "../../domain/media.ts";
import {
  AudioEncoding,
  DegradationPreference,
  TrackPublishOptions,
  TrackSource,
  VideoCodec,
  VideoEncoding,
} from "./binding.ts";
import { checkBitrate, checkFrameRate } from "./guards.ts";

const codecs: Record<CodecName, VideoCodec> = {
  vp8: VideoCodec.VP8,
  h264: VideoCodec.H264,
  vp9: VideoCodec.VP9,
  av1: VideoCodec.AV1,
};

/** Enough for speech and some music in one channel, bit/s. */
const microphoneBitrate = 48_000;

/** People move: keep the rate, give up sharpness. */
export function cameraOptions(publishing: VideoPublishing): TrackPublishOptions {
  return videoOptions(publishing, TrackSource.SOURCE_CAMERA, DegradationPreference.MAINTAIN_FRAMERATE);
}

/** Text must stay readable: keep the size, give up the rate. */
export function shareOptions(publishing: VideoPublishing): TrackPublishOptions {
  return videoOptions(publishing, TrackSource.SOURCE_SCREENSHARE, DegradationPreference.MAINTAIN_RESOLUTION);
}

export function soundOptions(of: "microphone" | "share"): TrackPublishOptions {
  const options = new TrackPublishOptions();
  options.source = of === "microphone" ? TrackSource.SOURCE_MICROPHONE : TrackSource.SOURCE_SCREENSHARE_AUDIO;
  options.audioEncoding = new AudioEncoding({ maxBitrate: BigInt(microphoneBitrate) });
  options.dtx = of === "microphone";
  options.red = true;
  return options;
}

/** All explicit: the defaults land a preset too high and treat an unnamed source as neither camera nor screen. */
function videoOptions(
  { codec, simulcast, framesPerSecond, maxBitrate }: VideoPublishing,
  source: TrackSource,
  degradation: DegradationPreference,
): TrackPublishOptions {
  checkFrameRate(framesPerSecond);
  checkBitrate(maxBitrate);
  const options = new TrackPublishOptions();
  options.source = source;
  options.videoCodec = codecs[codec];
  options.simulcast = simulcast;
  options.videoEncoding = new VideoEncoding({ maxBitrate: BigInt(maxBitrate), maxFramerate: framesPerSecond });
  options.degradationPreference = degradation;
  return options;
}
