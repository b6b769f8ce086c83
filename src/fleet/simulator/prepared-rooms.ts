import type { Static } from "typebox";
import Type from "typebox";
import { createPrivateKey } from "../../platform/x509.ts";
import { readerOf } from "../../protocol/check.ts";
import { askHub, type HubAddress } from "../hub-address.ts";
import { type Identity, signingRequest } from "../identity.ts";

const text = Type.String();
const PreparedShape = Type.Object({ authority: text, rooms: Type.Array(Type.Object({ id: text, certificate: text })) });
const readPrepared = readerOf(PreparedShape, "prepared rooms from the hub", "hub.protocol");

const chunk = 100;

export interface PrepareParts {
  address: HubAddress;
  organisation: string;
  /** An API key with trust:write. */
  apiKey: string;
  count: number;
  roomOf: (index: number) => PreparedRoom;
}

/** As the hub's interface takes it. */
export interface PreparedRoom {
  name: string;
  site?: string | null;
  building?: string;
  floor?: string;
  tags?: string[];
  expected?: string[];
}

/** Lets the hub make rooms with certificates for keys that are made here. */
export async function prepareRooms({
  address,
  organisation,
  apiKey,
  count,
  roomOf,
}: PrepareParts): Promise<Identity[]> {
  const identities: Identity[] = [];
  while (identities.length < count) {
    const size = Math.min(chunk, count - identities.length);
    const keys = await Promise.all(Array.from({ length: size }, createPrivateKey));
    const start = identities.length;
    const rooms = await Promise.all(
      keys.map(async (key, at) => ({ ...roomOf(start + at), csr: await signingRequest(key) })),
    );
    const path = `/api/o/${encodeURIComponent(organisation)}/prepared-rooms`;
    const asked = { method: "POST" as const, path, body: { rooms }, headers: { authorization: `Bearer ${apiKey}` } };
    const made: Static<typeof PreparedShape> = readPrepared(await askHub(address, null, asked));
    identities.push(
      ...made.rooms.map(({ id, certificate }, at) => ({
        room: id,
        certificate,
        authority: made.authority,
        issuer: made.authority,
        revoked: false,
        key: keys[at] as string,
      })),
    );
  }
  return identities;
}
