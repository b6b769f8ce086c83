import type { RoomSettings } from "../settings/complete.ts";
import { type HubTokens, hubTokenService } from "./hub-tokens.ts";
import { laSuiteMeetService } from "./la-suite-meet.ts";
import { livekitService } from "./livekit.ts";
import { livekitLinkService } from "./livekit-link.ts";
import { livekitMeetService } from "./livekit-meet.ts";
import { preSignedService } from "./pre-signed.ts";
import type { MeetingService } from "./service.ts";
import { tokenEndpointService } from "./token-endpoint.ts";

/** The configured services, in the order of the settings, and those that need no settings. */
export function servicesOf(settings: Pick<RoomSettings, "services">, hub: HubTokens | null = null): MeetingService[] {
  return [...settings.services.map((service) => serviceOf(service, hub)), ...unconfigured, livekitLinkService];
}

/** Deployments that recognition knows and nobody has named in the settings: their links are enough. */
const unconfigured = [
  laSuiteMeetService({ kind: "la-suite-meet", name: "la-suite-meet", hosts: [] }),
  livekitMeetService({ kind: "livekit-meet", name: "livekit-meet", hosts: [] }),
];

function serviceOf(settings: RoomSettings["services"][number], hub: HubTokens | null): MeetingService {
  switch (settings.kind) {
    case "hub":
      return hubTokenService(settings, hub);
    case "livekit":
      return livekitService(settings);
    case "livekit-token":
      return preSignedService(settings);
    case "token-endpoint":
      return tokenEndpointService(settings);
    case "livekit-meet":
      return livekitMeetService(settings);
    case "la-suite-meet":
      return laSuiteMeetService(settings);
  }
}
