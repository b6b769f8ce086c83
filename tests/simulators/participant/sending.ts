import { VideoEncoding } from "@livekit/rtc-ffi-bindings";
import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  type LocalParticipant,
  LocalVideoTrack,
  TrackPublishOptions,
  TrackSource,
  VideoBufferType,
  VideoFrame,
  VideoSource,
} from "@livekit/rtc-node";
import { type ToneToSend, type VideoToSend, wallMs } from "./orders.ts";
import { paint } from "./stamp.ts";

const hertz = 48_000;
const blockSamples = 480;
/** In the first 40 ms of each second of the wall clock the tone is at 30 %: others tell the age of the sound from it. */
const mark = { lengthMs: 40, part: 0.3 };

/** Publishes a moving, stamped picture until the process ends. */
export async function sendVideo(self: LocalParticipant, video: VideoToSend): Promise<void> {
  const { width, height, framesPerSecond, maxBitrate, simulcast = false } = video;
  const source = new VideoSource(width, height);
  const options = new TrackPublishOptions();
  options.source = TrackSource.SOURCE_CAMERA;
  options.simulcast = simulcast;
  options.videoEncoding = new VideoEncoding({ maxBitrate: BigInt(maxBitrate), maxFramerate: framesPerSecond });
  const background = backgroundOf(width, height);
  const picture = new Uint8Array(background.length);
  const frame = new VideoFrame(picture, width, height, VideoBufferType.I420);
  every(1000 / framesPerSecond, (counter) => {
    picture.set(background);
    drawSquare(picture, width, height, counter);
    paint(picture, width, height, wallMs(), counter);
    source.captureFrame(frame);
  });
  await self.publishTrack(LocalVideoTrack.createVideoTrack("camera", source), options);
}

/** Publishes a tone until the process ends; returns the track, for muting. */
export async function sendTone(self: LocalParticipant, { hertz: tone, level }: ToneToSend): Promise<LocalAudioTrack> {
  const source = new AudioSource(hertz, 1, 0);
  const track = LocalAudioTrack.createAudioTrack("microphone", source);
  const options = new TrackPublishOptions();
  options.source = TrackSource.SOURCE_MICROPHONE;
  const startWallMs = wallMs();
  let sending = Promise.resolve();
  every(10, (block) => {
    const samples = toneBlock(tone, level, startWallMs, block);
    // One at a time, in order: two captures at once may change places.
    sending = sending.then(() => source.captureFrame(new AudioFrame(samples, hertz, 1, blockSamples)));
  });
  await self.publishTrack(track, options);
  return track;
}

function toneBlock(tone: number, level: number, startWallMs: number, block: number): Int16Array {
  return Int16Array.from({ length: blockSamples }, (_, index) => {
    const sample = block * blockSamples + index;
    const inSecondMs = (startWallMs + (sample * 1000) / hertz) % 1000;
    const peak = level * 32_767 * (inSecondMs < mark.lengthMs ? mark.part : 1);
    return Math.round(peak * Math.sin((2 * Math.PI * tone * sample) / hertz));
  });
}

/** Calls `step` with 0, 1, 2 … as they fall due; what is too late is made up in small numbers, else left out. */
function every(periodMs: number, step: (count: number) => void): void {
  const startMs = performance.now();
  let done = 0;
  setInterval(
    () => {
      const due = Math.floor((performance.now() - startMs) / periodMs);
      if (due - done > 20) done = due - 1;
      for (; done < due; done++) step(done);
    },
    Math.min(10, periodMs / 4),
  );
}

/** Soft colours and some texture: a picture that encoders find neither trivial nor hopeless. */
function backgroundOf(width: number, height: number): Uint8Array {
  const picture = new Uint8Array((width * height * 3) / 2).fill(128);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      picture[y * width + x] = 90 + (60 * x) / width + 20 * Math.sin(x / 17) * Math.cos(y / 23);
  }
  return picture;
}

function drawSquare(picture: Uint8Array, width: number, height: number, counter: number): void {
  const side = Math.floor(height / 5);
  const left = Math.floor((width - side) * (0.5 + 0.5 * Math.sin(counter / 20)));
  const top = Math.floor(height * 0.4);
  for (let y = top; y < top + side; y++) picture.fill(200, y * width + left, y * width + left + side);
}
