import { randomUUID } from "node:crypto";
import type { TicketPort } from "../panel/ports.ts";
import { relatedUuid } from "../platform/device-id.ts";
import type { Controller } from "../room/controller.ts";

/** How this room's pages get into its meeting: each display always as the same one, each guest as a new one. */
export function pageTickets(
  controller: Controller,
  room: { identity: string; deviceId: string; name: () => string },
): TicketPort {
  return {
    display(screen) {
      // Two with one identity would throw each other out, again and again.
      const part = screen === "" ? "display" : `display-${screen}`;
      const identity = `${room.identity}-${part}`;
      const uuid = relatedUuid(room.deviceId, part);
      return controller.pageTicket({ purpose: "display", identity, uuid, name: `${room.name()} display` });
    },
    guest(name) {
      const uuid = randomUUID();
      return controller.pageTicket({ purpose: "guest", identity: `guest-${uuid}`, uuid, name });
    },
  };
}
