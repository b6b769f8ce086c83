import type { RoomSummary } from "../../protocol/hub/shown-room.ts";
import type { FleetView } from "../estate/fleet-view.ts";
import type { FleetRoom } from "../estate/room-row.ts";
import type { Store } from "../store/store.ts";

/**
 * Reads rooms with their places and what was last known of them into the view; what is live there stays.
 * @param only organisation and rooms to read; all without
 */
export async function loadRooms(
  store: Store,
  view: FleetView,
  only: { organisation: string; rooms: string[] | null } | null = null,
): Promise<void> {
  let query = store.db
    .selectFrom("rooms as r")
    .leftJoin("sites as s", "s.id", "r.site")
    .leftJoin("room_groups as g", "g.id", "r.room_group")
    .leftJoin("room_links as l", "l.room", "r.id")
    .leftJoin("room_summaries as u", "u.room", "r.id")
    .leftJoin("targets as t", "t.room", "r.id")
    .leftJoin("reports as p", "p.room", "r.id")
    .select([
      "r.id",
      "r.organisation",
      "r.name",
      "r.site",
      "r.building",
      "r.floor",
      "r.tags",
      "r.expected",
      "r.room_group as group",
      "r.retired_at",
    ])
    .select([
      "s.name as siteName",
      "g.name as groupName",
      "l.seen_at as seenAt",
      "l.software",
      "l.address",
      "l.quarantined_for as suspicion",
      "u.summary",
    ])
    .select(["t.version as targetVersion", "p.version as reportedVersion", "p.status", "p.reason"]);
  if (only !== null) query = query.where("r.organisation", "=", only.organisation);
  if (only?.rooms) query = query.where("r.id", "in", only.rooms);
  for (const row of await query.execute()) {
    const live = view.byId(row.id);
    if (row.retired_at !== null) view.remove(row.id);
    else view.put(roomOf(row, live));
  }
}

interface Row {
  id: string;
  organisation: string;
  name: string;
  site: string | null;
  group: string | null;
  building: string;
  floor: string;
  tags: string;
  expected: string;
  siteName: string | null;
  groupName: string | null;
  seenAt: number | null;
  software: string | null;
  address: string | null;
  summary: string | null;
  targetVersion: number | null;
  reportedVersion: number | null;
  status: string | null;
  reason: string | null;
  suspicion: string | null;
}

function roomOf(row: Row, live: FleetRoom | undefined): FleetRoom {
  const { id, organisation, name, site, group, building, floor } = row;
  return {
    ...{ id, organisation, name, building, floor },
    // A room can be put into a place in the moment in which that is removed: then it is in none.
    site: row.siteName === null ? null : site,
    group: row.groupName === null ? null : group,
    siteName: row.siteName ?? "",
    groupName: row.groupName ?? "",
    tags: JSON.parse(row.tags) as string[],
    expected: JSON.parse(row.expected) as string[],
    connected: live?.connected ?? false,
    hub: live?.hub ?? null,
    seenAt: live?.seenAt ?? row.seenAt,
    software: live?.software ?? row.software ?? "",
    address: live?.address ?? row.address ?? "",
    summary: live?.summary ?? (row.summary === null ? null : (JSON.parse(row.summary) as RoomSummary)),
    targetVersion: row.targetVersion ?? 0,
    reportedVersion: row.reportedVersion ?? 0,
    reportedStatus: row.status ?? "",
    reportedReason: row.reason ?? "",
    suspicion: row.suspicion,
  };
}
