import type { DeviceReport } from "../domain/device.ts";
import type { EndedMeeting } from "../domain/meeting.ts";
import type { WorkerReport } from "../protocol/meeting-worker.ts";
import { faultsOf } from "./conditions.ts";
import { type CalendarSeen, followBooking } from "./follow-booking.ts";
import type { RoomModel } from "./model.ts";
import type { Observation } from "./observation.ts";
import { lower, raise } from "./raised.ts";
import { reduceAssisted } from "./reduce-assisted.ts";
import { beginMeeting, beginShare, endShare, reduceMeeting } from "./reduce-meeting.ts";

/**
 * The one place where observations become what the room knows. Pure: the same observations give the same model.
 * @param nowMs wall clock of the observation
 */
export function reduce(model: RoomModel, observation: Observation, nowMs: number): RoomModel {
  const next = apply(model, observation, new Date(nowMs).toISOString());
  const faults = faultsOf(next, nowMs);
  return faults === next.faults ? next : { ...next, faults };
}

function apply(model: RoomModel, seen: Observation, nowIso: string): RoomModel {
  switch (seen.type) {
    case "devices":
      return reduceDevices(model, seen.devices, nowIso);
    case "deviceHostDown":
      return raise(model, { code: "device-host.down", subject: "", detail: seen.detail });
    case "deviceChosen":
      return { ...model, chosen: { ...model.chosen, [seen.role]: seen.deviceId } };
    case "calendar":
      return reduceCalendar(model, seen, nowIso);
    case "noShow":
      return { ...model, noShow: seen.noShow };
    case "enrolment":
      return { ...model, enrolment: seen.enrolment };
    case "presence":
      return { ...model, presenceAt: nowIso, noShow: null };
    case "volume":
      return { ...model, volumePercent: seen.percent };
    case "autoJoin":
      return { ...model, autoJoin: seen.plan };
    case "settled":
      return {
        ...model,
        settled: [...model.settled.filter((id) => id !== seen.bookingId), seen.bookingId].slice(-100),
      };
    case "raised":
      return raise(model, seen.condition);
    case "cleared":
      return lower(model, seen.code, seen.subject);
    case "ownIdentity":
      return withoutOwn({ ...model, ownIdentities: [...new Set([...model.ownIdentities, seen.identity])].slice(-20) });
    case "tick":
      return model;
    case "windowReadiness":
    case "assistedBegan":
    case "assistedOpened":
    case "assistedClosing":
    case "assistedEnded":
      return { ...reduceAssisted(model, seen, nowIso), ...(seen.type === "windowReadiness" ? {} : signOf(nowIso)) };
    default:
      return applyToMeeting(model, seen, nowIso);
  }
}

type MeetingObservation = Extract<
  Observation,
  {
    type:
      | "joinBegan"
      | "meetingPhase"
      | "displayWaits"
      | "worker"
      | "wanted"
      | "shareBegan"
      | "shareEnded"
      | "meetingEnded"
      | "meetingExtended";
  }
>;

function applyToMeeting(model: RoomModel, seen: MeetingObservation, nowIso: string): RoomModel {
  if (seen.type === "joinBegan") {
    const begun = { ...model, meeting: beginMeeting(seen.meeting, nowIso), lastMeeting: null, autoJoin: null };
    return lower({ ...begun, ...signOf(nowIso) }, "meeting.failed", "");
  }
  const meeting = model.meeting;
  if (meeting === null) return model;
  switch (seen.type) {
    case "meetingPhase":
      return { ...model, meeting: { ...meeting, phase: seen.phase, step: seen.phase === "joining" ? "asking" : null } };
    case "displayWaits":
      return { ...model, meeting: { ...meeting, displayWaits: seen.waits } };
    case "wanted":
      return { ...model, meeting: { ...meeting, [seen.source]: { ...meeting[seen.source], wanted: seen.on } } };
    case "shareBegan":
      return { ...model, sharedSignal: null, meeting: beginShare(meeting, seen.deviceId, seen.title) };
    case "shareEnded":
      return { ...model, meeting: endShare(meeting, seen.lost ? nowIso : null) };
    case "meetingExtended":
      return { ...model, meeting: { ...meeting, endsAt: seen.endsAt } };
    case "worker":
      return reduceWorker(
        withoutOwn({ ...model, meeting: reduceMeeting(meeting, seen.report, nowIso) }),
        seen.report,
        nowIso,
      );
    case "meetingEnded":
      return endMeeting(
        { ...model, ...signOf(nowIso) },
        {
          title: meeting.title,
          reason: seen.reason,
          code: seen.code,
          detail: seen.detail,
          at: nowIso,
        },
      );
  }
}

/** A display that no service can hide is in the meeting with the room, and yet the room is alone. */
function withoutOwn(model: RoomModel): RoomModel {
  const { meeting, ownIdentities } = model;
  if (!meeting?.participants.some(({ identity }) => ownIdentities.includes(identity))) return model;
  const participants = meeting.participants.filter(({ identity }) => !ownIdentities.includes(identity));
  return { ...model, meeting: { ...meeting, participants } };
}

/** Faults of the media that a worker's report raises or clears. */
function reduceWorker(model: RoomModel, report: WorkerReport, nowIso: string): RoomModel {
  if (report.type === "participants" || report.type === "connected") {
    const alone = (model.meeting?.participants.length ?? 0) === 0;
    return { ...model, aloneSince: alone ? (model.aloneSince ?? nowIso) : null };
  }
  if (report.type === "sharedPicture") return { ...model, sharedSignal: report.signal };
  if (report.type === "statistics") return { ...model, statistics: report.statistics };
  if (report.type !== "source" || report.source === "share") return model;
  const code = `${report.source}.failed` as const;
  // What the meeting does not allow is no fault of the device.
  if (report.activity === "failed" && report.code !== "meeting.refused") {
    return raise(model, { code, subject: report.deviceId ?? "", detail: report.detail });
  }
  return report.activity === "starting" ? model : lower(model, code);
}

const quietEnds: readonly string[] = ["left", "cancelled", "ended-by-host", "removed"];

function endMeeting(model: RoomModel, ended: EndedMeeting): RoomModel {
  const idle = { ...model, meeting: null, lastMeeting: ended, aloneSince: null, statistics: null };
  const calm = (
    ["camera.failed", "microphone.failed", "speaker.failed", "meeting-worker.down", "network.down"] as const
  ).reduce((kept: RoomModel, code) => lower(kept, code), idle);
  if (quietEnds.includes(ended.reason)) return calm;
  return raise(calm, { code: "meeting.failed", subject: "", detail: `${ended.reason}: ${ended.detail}` });
}

const signOf = (nowIso: string) => ({ presenceAt: nowIso, noShow: null });

/** Something that is plugged or unplugged was plugged by somebody; a sensor says it outright. */
function reduceDevices(model: RoomModel, devices: DeviceReport[], nowIso: string): RoomModel {
  const next = lower({ ...model, devices, devicesKnown: true }, "device-host.down", "");
  const changed = model.devicesKnown && signsOf(model.devices) !== signsOf(devices);
  return changed || isOccupied(next) ? { ...next, ...signOf(nowIso) } : next;
}

/** What people change by hand: what is plugged, and what is plugged into that. */
function signsOf(devices: readonly DeviceReport[]): string {
  const there = devices.filter(({ phase }) => phase !== "gone");
  return there.map(({ id, capabilities }) => `${id} ${capabilities.capture?.signal ?? ""}`).join("\n");
}

/** An occupancy sensor sees somebody. */
export function isOccupied({ devices }: Pick<RoomModel, "devices">): boolean {
  return devices.some(({ phase, capabilities }) => phase !== "gone" && capabilities.occupancy?.occupied === true);
}

function reduceCalendar(model: RoomModel, seen: CalendarSeen, nowIso: string): RoomModel {
  const others = model.raised.filter(({ code }) => !code.startsWith("calendar.") && code !== "clock.wrong");
  const meeting = model.meeting === null ? null : followBooking(model.meeting, model.bookings, seen, nowIso);
  const raised = [...others, ...seen.problems];
  return { ...model, bookings: seen.bookings, calendarReadAt: seen.readAt, raised, meeting };
}
