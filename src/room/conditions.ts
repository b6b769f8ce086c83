import { type Fault, type FaultSeverity, faultTable } from "../domain/fault.ts";
import type { Condition, RoomModel } from "./model.ts";
import { readyDevices } from "./roles.ts";

const staleAfterMs = 15 * 60_000;

/** The standing faults of a model: raised ones and those that follow from what is known. Keeps the time of those that stay. */
export function faultsOf(model: RoomModel, nowMs: number): readonly Fault[] {
  const conditions = [...model.raised, ...deviceConditions(model), ...calendarConditions(model, nowMs)];
  const faults = conditions.map((condition) => asFault(condition, model.faults, nowMs)).sort(bySeverity);
  return same(faults, model.faults) ? model.faults : faults;
}

function deviceConditions(model: RoomModel): Condition[] {
  if (!model.devicesKnown) return [];
  const conditions: Condition[] = [];
  for (const role of ["camera", "microphone", "speaker"] as const) {
    if (readyDevices(model, role).length > 0) continue;
    // A driver that is opening is not missing; one that failed is told below with its reason.
    if (model.devices.some((device) => ["found", "claimed", "opening"].includes(device.phase))) continue;
    conditions.push({
      code: `${role}.missing`,
      subject: "",
      detail: `no ${role} among ${model.devices.length} devices`,
    });
  }
  for (const device of model.devices) {
    if (device.phase === "faulted" && device.problem !== null) {
      conditions.push({
        code: "device.failed",
        subject: device.id,
        detail: `${device.title}: ${device.problem.message}`,
      });
    }
  }
  const standIns = model.devices.filter((device) => device.standIn && device.phase !== "gone");
  if (standIns.length > 0) {
    conditions.push({ code: "bench.in-use", subject: "", detail: standIns.map((device) => device.title).join(", ") });
  }
  return conditions;
}

function calendarConditions(model: RoomModel, nowMs: number): Condition[] {
  if (!isStale(model.calendarReadAt, nowMs)) return [];
  return [{ code: "calendar.stale", subject: "", detail: `last read at ${model.calendarReadAt}` }];
}

/** Whether what the panel shows of the calendar is older than people would expect. */
export function isStale(readAt: string | null, nowMs: number): boolean {
  return readAt !== null && nowMs - Date.parse(readAt) > staleAfterMs;
}

function asFault(condition: Condition, known: readonly Fault[], nowMs: number): Fault {
  const before = known.find(({ code, subject }) => code === condition.code && subject === condition.subject);
  const severity: FaultSeverity = faultTable[condition.code].severity;
  return { ...condition, severity, since: before?.since ?? new Date(nowMs).toISOString() };
}

const ranks: Record<FaultSeverity, number> = { serious: 0, warning: 1, notice: 2 };

function bySeverity(a: Fault, b: Fault): number {
  return ranks[a.severity] - ranks[b.severity] || a.since.localeCompare(b.since) || a.code.localeCompare(b.code);
}

function same(a: readonly Fault[], b: readonly Fault[]): boolean {
  return a.length === b.length && a.every((fault, index) => JSON.stringify(fault) === JSON.stringify(b[index]));
}
