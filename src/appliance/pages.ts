import type { RoomMetrics } from "../health/metrics.ts";
import type { PanelOptions, TicketPort } from "../panel/ports.ts";
import { type PanelServer, startPanelServer } from "../panel/server.ts";
import type { Controller } from "../room/controller.ts";
import type { Room } from "../room/room.ts";
import type { RoomSettings } from "../settings/complete.ts";

interface PageParts
  extends Pick<PanelOptions, "pagesFolder" | "invitation" | "phone" | "look" | "reports" | "log" | "clock"> {
  room: Room;
  controller: Controller;
  metrics: RoomMetrics;
  tickets: TicketPort;
}

/** The pages and their interface, in front of the room. */
export function startPages(settings: RoomSettings["panel"], parts: PageParts): Promise<PanelServer> {
  const { room, controller, metrics, ...rest } = parts;
  return startPanelServer({
    ...rest,
    host: settings.host,
    port: settings.port,
    allowedHosts: settings.names,
    guest: settings.guest,
    mirror: settings.mirror,
    room: {
      state: () => room.current(),
      onChange: (listener) => room.onChange(listener),
      wish: metrics.counting((intent) => controller.wish(intent)),
    },
    metrics: () => metrics.text(),
    readiness: () => readinessOf(room),
  });
}

function readinessOf(room: Room) {
  const parts = { devices: room.model.devicesKnown };
  return { ready: Object.values(parts).every(Boolean), parts };
}
