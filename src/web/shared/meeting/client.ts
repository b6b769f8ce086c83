import type { Room, RoomOptions } from "livekit-client";
import type { PageTicket } from "../../../protocol/panel.ts";

/** livekit-client, loaded when it is needed: the page is up before. */
export const loadClient = () => import("livekit-client");

export type Client = Awaited<ReturnType<typeof loadClient>>;

/** A room ready to connect with a ticket; end-to-end encrypted when the ticket brings a passphrase. */
export async function makeRoom(client: Client, ticket: PageTicket, options: RoomOptions): Promise<Room> {
  if (ticket.passphrase === null) return new client.Room(options);
  const keyProvider = new client.ExternalE2EEKeyProvider();
  await keyProvider.setKey(ticket.passphrase);
  const worker = new Worker(new URL("./encryption-worker.ts", import.meta.url), { type: "module" });
  const room = new client.Room({ ...options, encryption: { keyProvider, worker } });
  await room.setE2EEEnabled(true);
  return room;
}
