import type { Registry } from "prom-client";
import type { WorkerStatistics } from "../protocol/meeting-worker.ts";
import { addCount, addGauge } from "./series.ts";

interface WorkerSeries {
  name: string;
  /** A count goes up from zero with each stay in a meeting; a gauge is as it is now. */
  kind: "count" | "gauge";
  help: string;
  /** From the worker's unit to Prometheus' base unit. */
  factor?: number;
}

const count = (name: string, help: string): WorkerSeries => ({ name, kind: "count", help });
const gauge = (name: string, help: string): WorkerSeries => ({ name, kind: "gauge", help });

type NumberField = Exclude<keyof WorkerStatistics, "encoder">;

/** One entry for each statistic: a new one cannot be forgotten. */
const series: Record<NumberField, WorkerSeries> = {
  cameraFrames: count("camera_frames", "Camera pictures handed to the encoder in this stay."),
  cameraDropped: count("camera_dropped_frames", "Camera pictures dropped because a newer one came first."),
  cameraFramesPerSecond: gauge("camera_frames_per_second", "Camera pictures a second."),
  shareFrames: count("share_frames", "Pictures of the share handed to the encoder."),
  microphoneFrames: count("microphone_frames", "Microphone frames of 10 ms sent."),
  microphoneOverruns: count("microphone_overruns", "Times that microphone sound was lost."),
  speakerFrames: count("speaker_frames", "Frames of 10 ms played."),
  speakerUnderruns: count("speaker_underruns", "Times that the speaker had nothing to play."),
  microphoneXruns: count("microphone_xruns", "Times that the sound card's capture ran over."),
  speakerXruns: count("speaker_xruns", "Times that the sound card's playback ran dry."),
  microphoneDriftPpm: {
    ...gauge("microphone_drift_ratio", "How much faster the microphone's clock is."),
    factor: 1e-6,
  },
  speakerDriftPpm: { ...gauge("speaker_drift_ratio", "How much faster the speaker's clock is."), factor: 1e-6 },
  microphoneLevel: gauge("microphone_level", "Microphone level, 0 to 1."),
  speakerLevel: gauge("speaker_level", "Speaker level, 0 to 1."),
  speakerToneHertz: gauge("speaker_tone_hertz", "Strongest tone that a metering speaker hears; 0 without one."),
  echoCancelling: gauge("echo_cancelling", "1 when echoes are cancelled."),
  roundTripMs: { ...gauge("round_trip_seconds", "Round trip to the meeting server."), factor: 0.001 },
};

/** What the meeting worker measures; absent without a meeting. */
export function addWorkerSeries(registry: Registry, statistics: () => WorkerStatistics | null): void {
  for (const [field, { name, kind, help, factor = 1 }] of Object.entries(series)) {
    const read = () => {
      const value = statistics()?.[field as NumberField] ?? null;
      return value === null ? null : Number(value) * factor;
    };
    if (kind === "count") addCount(registry, { name, help }, read);
    else addGauge(registry, { name, help }, () => [read()].flatMap((value) => (value === null ? [] : [[{}, value]])));
  }
  addGauge(registry, { name: "encoder_info", help: "The encoder in use.", labels: ["encoder"] }, () => {
    const encoder = statistics()?.encoder ?? "";
    return encoder === "" ? [] : [[{ encoder }, 1]];
  });
}
