import { drifts, type FleetRoom, missingOf, statusOf, troubleOf } from "../../estate/room-row.ts";
import type { HubParts } from "../../hub-parts.ts";
import { inOrganisation, type Route, route } from "../route.ts";

/** Counts by site, and one `roomkeeper_room_info` a room to join names to; no series for each room's devices. */
export function metricRoutes({ view }: HubParts): Route[] {
  return [
    route({
      method: "GET",
      path: "/api/o/:organisation/metrics",
      summary: "The organisation's rooms for Prometheus (text format 0.0.4)",
      needs: "rooms:read",
      params: inOrganisation({}),
      handle: ({ actor }) => Promise.resolve(metricsOf(view.all(actor.organisation).filter(actor.sees))),
    }),
  ];
}

const gauges: [name: string, help: string, count: (room: FleetRoom) => boolean][] = [
  ["online", "Rooms that are connected", (room) => room.connected],
  ["offline", "Rooms that were connected before and are not", (room) => statusOf(room) === "offline"],
  ["in_meeting", "Rooms in a meeting", (room) => statusOf(room) === "meeting"],
  ["faulty", "Rooms with a standing fault", (room) => troubleOf(room) !== null],
  ["missing_device", "Rooms in which an expected device is missing", (room) => missingOf(room).length > 0],
  ["drifting", "Rooms that do not run their target settings", drifts],
];

export function metricsOf(rooms: readonly FleetRoom[]): string {
  const sites = Map.groupBy(rooms, (room) => room.siteName);
  const lines = gauges.flatMap(([name, help, fits]) => [
    `# HELP roomkeeper_rooms_${name} ${help}`,
    `# TYPE roomkeeper_rooms_${name} gauge`,
    ...[...sites].map(([site, own]) => `roomkeeper_rooms_${name}{site="${label(site)}"} ${own.filter(fits).length}`),
  ]);
  lines.push("# HELP roomkeeper_room_info Names of a room, to join", "# TYPE roomkeeper_room_info gauge");
  for (const { id, name, siteName, software } of rooms) {
    lines.push(
      `roomkeeper_room_info{room="${label(id)}",name="${label(name)}",site="${label(siteName)}",version="${label(software)}"} 1`,
    );
  }
  return `${lines.join("\n")}\n`;
}

/** Escapes a label's value, as the text format asks. */
const label = (text: string) => text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
