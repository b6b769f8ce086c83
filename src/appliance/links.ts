import { parseNativeLink } from "../agenda/recognition/native-link.ts";
import { recogniseLink } from "../agenda/recognition/recognise.ts";
import type { RecognitionSettings } from "../agenda/recognition/types.ts";
import type { JoinTarget } from "../domain/booking.ts";
import type { NativeMeeting, TargetPorts } from "../room/targets.ts";
import type { RoomSettings } from "../settings/complete.ts";

/** Hosts of the room's own services, for recognition: they are nobody else's business, so nobody else knows them. */
export function recognitionOf(settings: RoomSettings): RecognitionSettings {
  const adminHosts: Record<string, string[]> = {};
  for (const service of settings.services) {
    const hosts = "hosts" in service ? service.hosts : "linkHosts" in service ? (service.linkHosts ?? []) : [];
    const form = service.kind === "la-suite-meet" ? "la-suite-meet" : "livekit-meet";
    adminHosts[form] = [...(adminHosts[form] ?? []), ...hosts];
  }
  return { adminHosts };
}

/** How links are read in this room. */
export function linkPorts(recognition: RecognitionSettings): Omit<TargetPorts, "services"> {
  return { recogniseLink: (text) => recogniseLink(text, recognition), nativeMeetingOf };
}

/** The meeting that a native link names. */
function nativeMeetingOf({ native, url, service }: JoinTarget): NativeMeeting | null {
  if (!native || url === null) return null;
  const link = parseNativeLink(url, service);
  return link === null ? null : { host: new URL(url).host, room: link.room, passphrase: link.passphrase };
}
