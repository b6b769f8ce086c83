import { parseNativeLink } from "../agenda/recognition/native-link.ts";
import { recogniseLink } from "../agenda/recognition/recognise.ts";
import type { RecognitionSettings } from "../agenda/recognition/types.ts";
import type { JoinTarget } from "../domain/booking.ts";
import type { NativeMeeting, TargetPorts } from "../room/targets.ts";
import type { RoomSettings } from "../settings/complete.ts";

/** Hosts of the room's own services, for recognition: they are nobody else's business, so nobody else knows them. */
export function recognitionOf(settings: Pick<RoomSettings, "services" | "calendar">): RecognitionSettings {
  const { hosts: written = {}, rules = [] } = settings.calendar.recognition ?? {};
  const adminHosts: Record<string, string[]> = { ...written };
  for (const service of settings.services) {
    const hosts = "hosts" in service ? service.hosts : "linkHosts" in service ? (service.linkHosts ?? []) : [];
    const form = service.kind === "la-suite-meet" ? "la-suite-meet" : "livekit-meet";
    adminHosts[form] = [...(adminHosts[form] ?? []), ...hosts];
  }
  return { adminHosts, rules };
}

/** How links are read in this room. */
export function linkPorts(recognition: RecognitionSettings): Omit<TargetPorts, "services"> {
  return { recogniseLink: (text) => recogniseLink(text, recognition), nativeMeetingOf };
}

/** The meeting that a native link names; null when its key cannot be read: it is joined encrypted or not at all. */
function nativeMeetingOf({ native, url, service }: JoinTarget): NativeMeeting | null {
  const link = native && url !== null ? parseNativeLink(url, service) : null;
  if (link === null || (link.encrypted && link.passphrase === null)) return null;
  const { origin, room, passphrase, serverUrl, token } = link;
  const direct = serverUrl !== undefined && token !== undefined ? { url: serverUrl, token } : null;
  return { service: link.service, host: new URL(origin).host, room: room ?? "", passphrase, direct };
}
