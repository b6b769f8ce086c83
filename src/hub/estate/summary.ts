import type { Json, JsonObject } from "../../protocol/hub/difference.ts";
import type { RoomSummary } from "../../protocol/hub/shown-room.ts";

const maxItems = 100;

/** Reads a room's state tolerantly: an older or newer room may have other fields, a broken one anything. */
export function summarise(state: JsonObject): RoomSummary {
  const meeting = object(state.meeting) ?? window(object(state.assisted));
  const calendar = object(state.calendar);
  return {
    meeting: meeting && { title: text(meeting.title), phase: text(meeting.phase), since: text(meeting.startedAt) },
    faults: objects(state.faults).map((fault) => ({
      code: text(fault.code),
      severity: text(fault.severity),
      subject: text(fault.subject),
      since: text(fault.since),
    })),
    devices: objects(state.devices).map((device) => ({
      title: text(device.title),
      driver: text(device.driver),
      phase: text(device.phase),
      capabilities: list(device.capabilities).map(text),
    })),
    calendar: {
      configured: calendar?.configured === true,
      readAt: calendar === null || calendar.readAt === null ? null : text(calendar.readAt),
      stale: calendar?.stale === true,
    },
  };
}

/** Faults that came and went between two summaries, for the room's history. */
export function faultChanges(
  before: RoomSummary | null,
  after: RoomSummary,
): { what: "fault" | "fault.over"; subject: string; detail: string }[] {
  const keys = (faults: RoomSummary["faults"]) => new Set(faults.map(({ code, subject }) => `${code} ${subject}`));
  const [had, has] = [keys(before?.faults ?? []), keys(after.faults)];
  const told = (what: "fault" | "fault.over", faults: RoomSummary["faults"], others: Set<string>) =>
    faults
      .filter(({ code, subject }) => !others.has(`${code} ${subject}`))
      .map(({ code, subject, severity }) => ({ what, subject: code, detail: `${severity} ${subject}`.trim() }));
  return [...told("fault", after.faults, had), ...told("fault.over", before?.faults ?? [], has)];
}

/** A meeting of another service in a window on the display, told like any other. */
function window(assisted: JsonObject | null): JsonObject | null {
  const phases: Record<string, string> = { opening: "joining", open: "connected", closing: "leaving" };
  return assisted && { ...assisted, phase: phases[text(assisted.phase)] ?? "" };
}

function object(value: Json | undefined): JsonObject | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
}

const list = (value: Json | undefined) => (Array.isArray(value) ? value.slice(0, maxItems) : []);
const objects = (value: Json | undefined): JsonObject[] =>
  list(value)
    .map(object)
    .filter((item) => item !== null);
const text = (value: Json | undefined) => (typeof value === "string" ? value.slice(0, 300) : "");
