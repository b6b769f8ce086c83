import { AccessToken, TrackSource, type VideoGrant } from "livekit-server-sdk";
import type { PageTicket } from "../../../src/protocol/panel.ts";
import { type RunningLiveKit, startLiveKit } from "../../integration/support/livekit-server.ts";

export interface MeetingRoom {
  livekit: RunningLiveKit;
  /** Another meeting: who was in the last one may be in it for a while after the page has gone. */
  begin: () => void;
  ticket: (purpose: "display" | "guest", name: string) => Promise<PageTicket>;
  /** Identity of the guest who asked last. */
  lastGuest: () => string;
}

/** A real LiveKit server, and tickets as the daemon makes them. */
export async function openMeetingRoom(): Promise<MeetingRoom> {
  const livekit = await startLiveKit();
  let guests = 0;
  let meetings = 0;
  return {
    livekit,
    begin: () => {
      meetings++;
    },
    lastGuest: () => `guest-${guests}`,
    ticket: async (purpose, name) => {
      const identity = purpose === "display" ? `room-oak-display-${name}` : `guest-${++guests}`;
      const token = new AccessToken(livekit.apiKey, livekit.apiSecret, { identity, name, ttl: 300 });
      token.addGrant({ ...grants[purpose], roomJoin: true, room: `design-review-${meetings}`, canSubscribe: true });
      return { url: livekit.url, token: await token.toJwt(), passphrase: null };
    },
  };
}

const { CAMERA, MICROPHONE, SCREEN_SHARE, SCREEN_SHARE_AUDIO } = TrackSource;

const grants: Record<"display" | "guest", VideoGrant> = {
  display: { hidden: true, canPublish: false, canPublishData: false },
  guest: { canPublish: true, canPublishSources: [CAMERA, MICROPHONE, SCREEN_SHARE, SCREEN_SHARE_AUDIO] },
};
