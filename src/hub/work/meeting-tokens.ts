import { AccessToken } from "livekit-server-sdk";
import type { DownBody, UpBodies } from "../../protocol/hub/bodies.ts";
import type { Vault } from "../store/secrets.ts";
import type { Store } from "../store/store.ts";
import type { RoomIdentity } from "../trust/certificates.ts";

/** Long enough to be fetched ahead and used while the hub is away; the server asks for it only when joining. */
const lifeMs = 12 * 3_600_000;
/** A guest stands before the door: it is used at once. */
const guestLifeMs = 5 * 60_000;

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
  const whom = entrantOf(identity.room, name, asked);
  const ttl = (asked.guest === undefined ? lifeMs : guestLifeMs) / 1000;
  const token = new AccessToken(server.api_key, secret, { identity: whom.identity, name: whom.name, ttl });
  const { seen } = whom;
  const grant = { roomJoin: true, hidden: !seen, canPublish: seen, canSubscribe: true, canPublishData: seen };
  token.addGrant({ ...grant, room: asked.meeting });
  return {
    kind: "token",
    request: asked.request,
    url: server.url,
    token: await token.toJwt(),
    expiresAt: now + ttl * 1000,
  };
}

/** Names of guests cannot be mistaken for rooms: their identity says what they are. */
function entrantOf(room: string, name: string, { part, guest }: UpBodies["token"]) {
  if (guest !== undefined) return { identity: `guest-${guest.id}`, name: guest.name, seen: true };
  if (part !== undefined) return { identity: `room-${room}-${part}`, name: `${name} display`, seen: false };
  return { identity: `room-${room}`, name, seen: true };
}
