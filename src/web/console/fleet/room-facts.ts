import type { ShownRoom } from "../../../protocol/hub/shown-room.ts";

/** One thing that is not as it should be; the words for it are chosen by `kind`. */
export type Wrong =
  | { kind: "cloned" }
  | { kind: "offline" }
  | { kind: "never" }
  | { kind: "fault"; code: string; subject: string }
  | { kind: "missing"; capabilities: string[] }
  | { kind: "rejected"; version: number; reason: string }
  | { kind: "behind"; version: number; reported: number };

export interface RoomTrouble {
  grave: "danger" | "attention" | "calm";
  what: Wrong;
  /** Milliseconds since 1970 or ISO text; null when nobody knows. */
  since: number | string | null;
}

const tones = { serious: "danger", warning: "attention", notice: "calm" } as const;
const ranks = { danger: 0, attention: 1, calm: 2 } as const;

/** Everything that is wrong with a room, the gravest first. What an offline room last said is not repeated: nobody knows. */
export function troublesOf(room: ShownRoom): RoomTrouble[] {
  const found: RoomTrouble[] = [];
  if (room.suspicion !== null) found.push({ grave: "danger", what: { kind: "cloned" }, since: null });
  if (room.status === "never") found.push({ grave: "calm", what: { kind: "never" }, since: null });
  if (room.status === "offline") found.push({ grave: "danger", what: { kind: "offline" }, since: room.seenAt });
  if (room.connected) found.push(...faultsOf(room));
  const capabilities = unsaidMissing(room);
  if (capabilities.length > 0) found.push({ grave: "attention", what: { kind: "missing", capabilities }, since: null });
  const { targetVersion: version, reportedVersion: reported, reportedReason: reason } = room;
  if (room.reportedStatus === "rejected" && room.drift)
    found.push({ grave: "attention", what: { kind: "rejected", version: reported, reason }, since: null });
  else if (room.drift && room.connected)
    found.push({ grave: "calm", what: { kind: "behind", version, reported }, since: null });
  return found.sort((a, b) => ranks[a.grave] - ranks[b.grave]);
}

/** What should be there and is not, as far as no fault says so already: `camera.failed` says all that is to be said of a camera. */
function unsaidMissing({ missing, summary }: ShownRoom): string[] {
  const codes = summary?.faults.map(({ code }) => code) ?? [];
  return missing.filter((capability) => !codes.some((code) => code.startsWith(`${capability}.`)));
}

function faultsOf(room: ShownRoom): RoomTrouble[] {
  return (room.summary?.faults ?? []).map(({ code, subject, severity, since }) => ({
    grave: tones[severity as keyof typeof tones] ?? "attention",
    what: { kind: "fault", code, subject },
    since: since === "" ? null : since,
  }));
}

/** Since when the room is as the list says: its gravest trouble, else its meeting. */
export function sinceOf(room: ShownRoom, troubles: readonly RoomTrouble[]): number | string | null {
  const known = troubles.find(({ since }) => since !== null)?.since ?? null;
  return known ?? (room.connected ? (room.summary?.meeting?.since ?? null) : null);
}

/** Devices that work, of all that the room knows; null while nobody knows. */
export function devicesOf(room: ShownRoom): { working: number; all: number } | null {
  if (room.summary === null || !room.connected) return null;
  const { devices } = room.summary;
  return {
    working: devices.filter(({ phase }) => phase === "ready" || phase === "active").length,
    all: devices.length,
  };
}

/** Site, building and floor, as far as they are known. */
export const placeOf = ({ siteName, building, floor }: ShownRoom): string[] =>
  [siteName, building, floor].filter((part) => part !== "");
