/**
 * A fault is a standing condition: somebody raised it and the same owner clears it. People in the room get a plain
 * sentence (the pages' catalogue has one for each code), IT gets the code, the subject and the detail.
 */
export const faultTable = {
  "camera.missing": {
    severity: "warning",
    owner: "devices",
    docs: "No camera is there, although one is configured or was used before.",
  },
  "camera.failed": { severity: "warning", owner: "media", docs: "The camera is there, but no picture comes from it." },
  "microphone.missing": { severity: "serious", owner: "devices", docs: "No microphone is there." },
  "microphone.failed": {
    severity: "serious",
    owner: "media",
    docs: "The microphone is there, but no sound comes from it.",
  },
  "speaker.missing": { severity: "serious", owner: "devices", docs: "No speaker is there." },
  "speaker.failed": { severity: "serious", owner: "media", docs: "The speaker is there, but takes no sound." },
  "device.failed": {
    severity: "warning",
    owner: "devices",
    docs: "A peripheral is there, but its driver cannot use it.",
  },
  "device-host.down": {
    severity: "serious",
    owner: "devices",
    docs: "The process that runs the drivers is down and is being restarted.",
  },
  "meeting-worker.down": {
    severity: "warning",
    owner: "media",
    docs: "The process that runs the meeting ended and is being replaced.",
  },
  "network.down": { severity: "serious", owner: "network", docs: "The meeting server does not answer from this room." },
  "meeting.failed": {
    severity: "warning",
    owner: "meeting",
    docs: "The last meeting could not be joined. The detail says why.",
  },
  "calendar.stale": {
    severity: "warning",
    owner: "calendar",
    docs: "The calendar has not been read for more than 15 minutes.",
  },
  "calendar.failed": {
    severity: "warning",
    owner: "calendar",
    docs: "The calendar cannot be read. The last bookings are shown.",
  },
  "calendar.event": {
    severity: "notice",
    owner: "calendar",
    docs: "One event of the calendar cannot be read; the others are shown.",
  },
  "clock.wrong": {
    severity: "serious",
    owner: "clock",
    docs: "The computer's clock is more than 30 s off the calendar server's; auto-join is stopped.",
  },
  "settings.rejected": {
    severity: "warning",
    owner: "settings",
    docs: "The newest settings file was refused; the last good one keeps running.",
  },
  "bench.in-use": {
    severity: "notice",
    owner: "devices",
    docs: "The bench driver stands in for real devices. Never for a real meeting room.",
  },
} as const satisfies Record<string, { severity: FaultSeverity; owner: string; docs: string }>;

export type FaultSeverity = "notice" | "warning" | "serious";
export type FaultCode = keyof typeof faultTable;

export interface Fault {
  code: FaultCode;
  severity: FaultSeverity;
  /** What it is about: a device id, a calendar source, a host. Empty when the code says it all. */
  subject: string;
  /** For IT; never shown as the sentence. */
  detail: string;
  /** ISO time in UTC. */
  since: string;
}
