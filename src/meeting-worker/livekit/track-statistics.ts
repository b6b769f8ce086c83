import { patient } from "../../platform/patience.ts";
import { onNativeEvent, type RtcStats, request } from "./binding.ts";

/** What the native layer says of one outgoing track. */
export interface TrackStatistics {
  packetsSent: number;
  /** Such as "libvpx", "OpenH264" or "SimulcastEncoderAdapter (libvpx, libvpx, libvpx)"; empty for sound and before the first picture. */
  encoder: string;
  roundTripMs: number | null;
}

let lastId = 1n << 41n;
const answerWithinMs = patient(2000);

/** Asks for the statistics of one local track; all zero when there is no answer. */
export async function trackStatistics(track: bigint): Promise<TrackStatistics> {
  const requestAsyncId = ++lastId;
  const stats = await new Promise<RtcStats[]>((resolve) => {
    const finish = (answer: RtcStats[]) => {
      stop();
      clearTimeout(timer);
      resolve(answer);
    };
    const stop = onNativeEvent((event) => {
      if (event.case === "getStats" && event.value.asyncId === requestAsyncId) finish(event.value.stats);
    });
    const timer = setTimeout(() => finish([]), answerWithinMs);
    request("getStats", { trackHandle: track, requestAsyncId });
  });
  return summarize(stats);
}

function summarize(stats: RtcStats[]): TrackStatistics {
  const summary: TrackStatistics = { packetsSent: 0, encoder: "", roundTripMs: null };
  for (const { stats: entry } of stats) {
    if (entry.case === "outboundRtp") {
      summary.packetsSent += Number(entry.value.sent?.packetsSent ?? 0);
      summary.encoder ||= entry.value.outbound?.encoderImplementation ?? "";
    } else if (entry.case === "remoteInboundRtp") {
      const seconds = entry.value.remoteInbound?.roundTripTime ?? 0;
      if (seconds > 0) summary.roundTripMs = Math.max(summary.roundTripMs ?? 0, seconds * 1000);
    }
  }
  return summary;
}
