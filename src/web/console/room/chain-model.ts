import type { ShownRoom } from "../../../protocol/hub/shown-room.ts";

/** What a meeting in the room needs, in the order in which one looks for the cause. */
export const chainParts = [
  "hub",
  "computer",
  "calendar",
  "camera",
  "microphone",
  "speaker",
  "display",
  "meetingServer",
] as const;
export type ChainPart = (typeof chainParts)[number];

export interface ChainLink {
  part: ChainPart;
  /** `unused`: the room has none and needs none. `unknown`: nobody can say now. */
  state: "works" | "broken" | "unused" | "unknown";
  /** Code of the fault that breaks it; null when it is broken by what follows from the rest, or not broken. */
  fault: string | null;
}

const devices: ReadonlySet<ChainPart> = new Set(["camera", "microphone", "speaker", "display"]);

/** Beginnings of the codes of faults that break a part. */
const faultsOf: Record<ChainPart, readonly string[]> = {
  hub: [],
  computer: ["device-host.", "meeting-worker.", "clock."],
  calendar: ["calendar.stale", "calendar.failed"],
  camera: ["camera."],
  microphone: ["microphone."],
  speaker: ["speaker."],
  display: ["display."],
  meetingServer: ["network."],
};

/** The chain from the hub to the meeting. Of a room without connection nothing behind the hub is known. */
export function chainOf(room: ShownRoom): ChainLink[] {
  return chainParts.map((part) => {
    if (part === "hub") return { part, state: hubState(room), fault: null };
    if (!room.connected || room.summary === null) return { part, state: "unknown", fault: null };
    const fault = room.summary.faults.find(({ code }) => faultsOf[part].some((start) => code.startsWith(start)));
    if (fault !== undefined) return { part, state: "broken", fault: fault.code };
    return { part, state: stateOf(part, room, room.summary), fault: null };
  });
}

const hubState = ({ connected, status }: ShownRoom) =>
  connected ? "works" : status === "never" ? "unknown" : "broken";

function stateOf(part: ChainPart, room: ShownRoom, summary: NonNullable<ShownRoom["summary"]>): ChainLink["state"] {
  if (part === "computer") return "works";
  if (part === "calendar") return !summary.calendar.configured ? "unused" : summary.calendar.stale ? "broken" : "works";
  if (devices.has(part)) return deviceState(part, room, summary);
  // Without a meeting nothing was asked of the server: a room without complaint is no proof.
  return summary.meeting?.phase === "connected" ? "works" : "unknown";
}

function deviceState(part: string, room: ShownRoom, summary: NonNullable<ShownRoom["summary"]>): ChainLink["state"] {
  if (room.missing.includes(part)) return "broken";
  const able = summary.devices.filter(({ capabilities }) => capabilities.includes(part));
  if (able.length === 0) return "unused";
  return able.some(({ phase }) => phase === "ready" || phase === "active") ? "works" : "broken";
}

/** Where to begin: the first link that is broken. */
export const firstBroken = (chain: readonly ChainLink[]): ChainLink | null =>
  chain.find(({ state }) => state === "broken") ?? null;
