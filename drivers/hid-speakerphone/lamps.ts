import type { ReportDescriptor } from "./report-descriptor.ts";
import { encodeReports } from "./reports.ts";

/** What the room is doing, as far as a speakerphone shows it: confirmed states, never wishes. */
export interface CallState {
  readonly inMeeting: boolean;
  readonly muted: boolean;
  /** Somebody calls, or a meeting is about to be joined. */
  readonly ringing: boolean;
}

/**
 * Reports that show this state. Off-hook is on throughout a meeting: without it many devices keep their mute key (and some
 * their microphone) to themselves. The mute lamp goes with it, since devices ignore it on-hook.
 */
export function lampReports(descriptor: ReportDescriptor, { inMeeting, muted, ringing }: CallState): Uint8Array[] {
  return encodeReports(descriptor, {
    "led-off-hook": Number(inMeeting),
    "led-mute": Number(inMeeting && muted),
    "led-ring": Number(ringing && !inMeeting),
    "led-hold": 0,
    "led-mic": 0,
    ringer: 0,
  });
}
