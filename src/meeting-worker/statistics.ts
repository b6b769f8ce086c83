import type { WorkerStatistics } from "../protocol/meeting-worker.ts";
import type { Equipment } from "./equipment.ts";
import { trackStatistics } from "./livekit/track-statistics.ts";
import type { Loudspeaker } from "./loudspeaker.ts";
import type { Share } from "./share.ts";
import type { Surroundings } from "./surroundings.ts";

const everyMs = 1000;
/** Asking the native layer costs more than counting: once in this many reports. */
const askNativeEvery = 5;

export interface Counted {
  equipment: Equipment;
  speaker: Loudspeaker;
  share: () => Share | null;
}

/** Reports figures every second; returns how to stop. */
export function reportStatistics({ clock, report }: Surroundings, counted: Counted): () => void {
  let native: Pick<WorkerStatistics, "encoder" | "roundTripMs"> = { encoder: "", roundTripMs: null };
  let turn = 0;
  let sharedBefore = 0;
  let lastShare: Share | null = null;
  return clock.every(everyMs, () => {
    if (turn++ % askNativeEvery === 0) void askNative(counted).then((answer) => (native = answer ?? native));
    const share = counted.share();
    if (share !== lastShare) {
      sharedBefore += lastShare?.video.frames ?? 0;
      lastShare = share;
    }
    report({
      type: "statistics",
      statistics: { ...countsOf(counted), shareFrames: sharedBefore + (share?.video.frames ?? 0), ...native },
    });
  });
}

function countsOf({ equipment: { camera, microphone }, speaker }: Counted) {
  return {
    cameraFrames: camera.frames,
    cameraDropped: camera.skipped,
    cameraFramesPerSecond: rounded(camera.framesPerSecond, 10),
    microphoneFrames: microphone.outlet.frames,
    microphoneOverruns: microphone.outlet.overruns,
    speakerFrames: speaker.frames,
    speakerUnderruns: speaker.underruns,
    microphoneXruns: microphone.xruns,
    speakerXruns: speaker.xruns,
    microphoneDriftPpm: roundedOrNull(microphone.driftPpm),
    speakerDriftPpm: roundedOrNull(speaker.driftPpm),
    microphoneLevel: rounded(microphone.level, 1000),
    speakerLevel: rounded(speaker.level, 1000),
    speakerToneHertz: rounded(speaker.toneHertz, 10),
    echoCancelling: microphone.echoCancelling,
  };
}

async function askNative({ equipment: { camera, microphone } }: Counted) {
  const video = camera.source.outgoing;
  const sound = microphone.source.outgoing;
  if (!video.published && !sound.published) return null;
  const picture = video.published ? await trackStatistics(video.handle) : null;
  const { roundTripMs } = picture?.roundTripMs != null ? picture : await trackStatistics(sound.handle);
  return { encoder: picture?.encoder ?? "", roundTripMs: roundTripMs === null ? null : rounded(roundTripMs, 10) };
}

const roundedOrNull = (value: number | null) => (value === null ? null : rounded(value, 10));
const rounded = (value: number, parts: number) => Math.round(value * parts) / parts;
