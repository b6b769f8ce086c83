import { AccessToken, type VideoGrant } from "livekit-server-sdk";
import type { RunningLiveKit } from "./livekit-server.ts";

/** A token for one identity in one room, good for ten minutes. */
export function tokenFor(
  { apiKey, apiSecret }: Pick<RunningLiveKit, "apiKey" | "apiSecret">,
  identity: string,
  room: string,
  grant: VideoGrant = {},
): Promise<string> {
  const token = new AccessToken(apiKey, apiSecret, { identity, name: identity, ttl: "10m" });
  token.addGrant({ roomJoin: true, room, ...grant });
  return token.toJwt();
}
