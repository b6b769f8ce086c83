/** Words for a recording that runs or is about to, in the room metadata of La Suite Meet (`recording_status`). */
const running = new Set(["starting", "started", "active", "recording", "running"]);

/**
 * Whether others record this meeting: the server says so, or the service does in the room's metadata. Metadata of another
 * shape, or none, says nothing.
 */
export function isRecorded(serverSays: boolean, metadata: string | undefined): boolean {
  return serverSays || running.has(recordingStatus(metadata));
}

/** `recording_status` of the room's metadata in small letters; empty where it does not say. */
export function recordingStatus(metadata: string | undefined): string {
  if (!metadata) return "";
  try {
    const status = (JSON.parse(metadata) as { recording_status?: unknown } | null)?.recording_status;
    return typeof status === "string" ? status.toLowerCase() : "";
  } catch {
    return ""; // not JSON: another service's own text
  }
}

const ended = /^(screenRecording|transcription)(Stopped|LimitReached)$/;

/** What a notification of La Suite Meet (data without a topic) says of the recording; null for everything else. */
export function recordingNotice(payload: Uint8Array): boolean | null {
  let type: unknown;
  try {
    type = (JSON.parse(new TextDecoder().decode(payload)) as { type?: unknown } | null)?.type;
  } catch {
    return null; // other people's data
  }
  if (type === "screenRecordingStarted" || type === "transcriptionStarted") return true;
  return typeof type === "string" && ended.test(type) ? false : null;
}
