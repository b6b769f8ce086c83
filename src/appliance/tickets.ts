import { randomUUID } from "node:crypto";
import type { TicketPort } from "../panel/ports.ts";
import { relatedUuid } from "../platform/device-id.ts";
import type { Controller } from "../room/controller.ts";

/** How this room's pages get into its meeting: the display always as the same one, each guest as a new one. */
export function pageTickets(
  controller: Controller,
  room: { identity: string; deviceId: string; name: string },
): TicketPort {
  const display = {
    purpose: "display",
    identity: `${room.identity}-display`,
    uuid: relatedUuid(room.deviceId, "display"),
    name: `${room.name} display`,
  } as const;
  return {
    display: () => controller.pageTicket(display),
    guest(name) {
      const uuid = randomUUID();
      return controller.pageTicket({ purpose: "guest", identity: `guest-${uuid}`, uuid, name });
    },
  };
}
