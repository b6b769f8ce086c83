import { AccessToken } from "livekit-server-sdk";
import type { DownBody, UpBodies } from "../../protocol/hub/bodies.ts";
import type { Vault } from "../store/secrets.ts";
import type { Store } from "../store/store.ts";
import type { RoomIdentity } from "../trust/certificates.ts";

/** Long enough to be fetched ahead and used while the hub is away; the server asks for it only when joining. */
const lifeMs = 12 * 3_600_000;

/** Mints a LiveKit token for one room and one meeting. The key's secret never leaves the hub. */
export async function answerToken(
  store: Store,
  vault: Vault,
  identity: RoomIdentity,
  name: string,
  asked: UpBodies["token"],
  now: number,
): Promise<DownBody> {
  const server = await store.db
    .selectFrom("livekit_servers")
    .selectAll()
    .where("organisation", "=", identity.organisation)
    .executeTakeFirst();
  if (server === undefined) {
    return {
      kind: "refused",
      request: asked.request,
      code: "meeting.token",
      message: "no LiveKit server is configured in the hub",
    };
  }
  const secret = vault.open(server.api_secret, `livekit:${identity.organisation}`);
  const token = new AccessToken(server.api_key, secret, {
    identity: asked.part === undefined ? `room-${identity.room}` : `room-${identity.room}-${asked.part}`,
    name: asked.part === undefined ? name : `${name} display`,
    ttl: lifeMs / 1000,
  });
  const seen = asked.part === undefined;
  const grant = { roomJoin: true, hidden: !seen, canPublish: seen, canSubscribe: true, canPublishData: seen };
  token.addGrant({ ...grant, room: asked.meeting });
  return {
    kind: "token",
    request: asked.request,
    url: server.url,
    token: await token.toJwt(),
    expiresAt: now + lifeMs,
  };
}
