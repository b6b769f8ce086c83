import type { FleetRoom } from "../../../src/hub/estate/room-row.ts";
import { summarise } from "../../../src/hub/estate/summary.ts";

export const fleetRoom = (id: string, change: Partial<FleetRoom> = {}): FleetRoom => ({
  id,
  organisation: "o1",
  name: id,
  site: null,
  siteName: "",
  group: null,
  groupName: "",
  building: "",
  floor: "",
  tags: [],
  expected: [],
  connected: true,
  hub: "h1",
  seenAt: 1,
  software: "1.0.0",
  address: "",
  summary: summarise({}),
  targetVersion: 0,
  reportedVersion: 0,
  reportedStatus: "",
  reportedReason: "",
  suspicion: null,
  ...change,
});
