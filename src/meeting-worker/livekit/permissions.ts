import type { SentSource } from "../../domain/meeting.ts";
import { type ParticipantPermission, TrackSource } from "./binding.ts";

/**
 * Whether the server lets this participant publish a source. Publishing what is forbidden is only refused after 10 s, so it
 * is asked first. No permission known means yes; an empty list of sources means all of them.
 */
export function mayPublish(permission: ParticipantPermission | undefined, source: TrackSource): boolean {
  if (permission === undefined) return true;
  const { canPublish, canPublishSources } = permission;
  return canPublish !== false && (canPublishSources.length === 0 || canPublishSources.includes(source));
}

/** What the room would send and may not. */
export function withheldBy(permission: ParticipantPermission | undefined): SentSource[] {
  const sources = [
    ["camera", TrackSource.SOURCE_CAMERA],
    ["microphone", TrackSource.SOURCE_MICROPHONE],
    ["share", TrackSource.SOURCE_SCREENSHARE],
  ] as const;
  return sources.filter(([, source]) => !mayPublish(permission, source)).map(([name]) => name);
}
