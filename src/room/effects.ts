import type { Booking } from "../domain/booking.ts";
import { messageOf } from "../domain/errors.ts";
import type { FaultCode } from "../domain/fault.ts";
import type { ServerProbe } from "../health/server-probe.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { RoomSettings } from "../settings/complete.ts";
import type { Controller } from "./controller.ts";
import type { DeviceLane } from "./device-lane.ts";
import type { MeetingLane } from "./meeting-lane.ts";
import { planOf, type Situation } from "./plan.ts";
import { isOccupied } from "./reducer.ts";
import { keepsSharing, readyDevices, sourcesOf } from "./roles.ts";
import type { Room } from "./room.ts";
import type { RoomCalendar } from "./room-calendar.ts";
import { shareFollower } from "./share-follower.ts";
import type { ViewContext } from "./view.ts";

export interface EffectPorts {
  room: Room;
  controller: Controller;
  lane: MeetingLane;
  devices: DeviceLane;
  probe: Pick<ServerProbe, "healthySinceMs" | "judged">;
  settings: RoomSettings;
  canJoin: ViewContext["canJoin"];
  canRelease: (booking: Booking) => boolean;
  calendar: Pick<RoomCalendar, "release">;
  /** Wall clock at which this daemon began to look. */
  startedMs: number;
  /** Called each time round: the watchdog's proof that this loop lives. */
  onTick: () => void;
  clock: Clock;
  log: Log;
}

/**
 * What follows from the state without anybody wishing it: devices that come and go reach the running meeting, the calendar
 * joins and leaves, an unreachable server is told.
 * @returns how to stop
 */
export function runEffects(ports: EffectPorts): () => void {
  const { room, clock } = ports;
  const followSources = sourceFollower(ports);
  const followShare = shareFollower(ports);
  const followStay = stayFollower(ports);
  const stopListening = room.onChange(() => {
    followSources();
    followDevices(ports);
    followShare();
    followStay();
  });
  const stopTick = clock.every(1000, () => {
    ports.onTick();
    room.observe({ type: "tick" });
    followCalendar(ports);
    // How a device is opened is no part of the state that pages see.
    followSources();
    followShare();
    followStay();
  });
  const stopProbe = clock.every(250, () => followProbe(ports));
  followSources();
  return () => {
    stopListening();
    stopTick();
    stopProbe();
  };
}

function sourceFollower({ room, lane, settings }: EffectPorts): () => void {
  let known = "";
  return () => {
    const sources = sourcesOf(room.model, settings.devices.prefer);
    const now = JSON.stringify(sources);
    if (now === known) return;
    known = now;
    lane.want({ sources }, { type: "useSources", sources });
    lane.expect(settings.media, sources);
  };
}

const keepEveryMs = 30_000;

/** Keeps the running meeting for a restart: when it or its wishes change, and again from time to time for its age. */
function stayFollower({ room, controller, clock }: EffectPorts): () => void {
  let known = "";
  let keptMs = Number.NEGATIVE_INFINITY;
  return () => {
    const { meeting } = room.model;
    const now =
      meeting === null ? "" : [meeting.id, meeting.endsAt, meeting.microphone.wanted, meeting.camera.wanted].join();
    const old = meeting !== null && clock.monotonicMs() - keptMs >= keepEveryMs;
    if (now === known && !old) return;
    known = now;
    keptMs = clock.monotonicMs();
    controller.keepStay();
  };
}

function followDevices(ports: EffectPorts): void {
  const { room, devices, controller } = ports;
  const { meeting } = room.model;
  const used = meeting === null ? [] : [meeting.camera, meeting.microphone].filter(({ activity }) => activity === "on");
  const ids = used.flatMap(({ deviceId }) => deviceId ?? []);
  const shared = meeting?.share ? [meeting.share.deviceId] : [];
  devices.activity([...new Set([...ids, ...shared, ...windowDevices(ports)])].sort());
  if (!meeting?.share || keepsSharing(room.model, meeting.share.deviceId)) return;
  const { deviceId } = meeting.share;
  controller.stopShare(!readyDevices(room.model, "capture").some(({ id }) => id === deviceId));
}

/** A window on the display has them: nobody else may rely on them. */
function windowDevices({ room, settings }: EffectPorts): string[] {
  if (room.model.assisted === null) return [];
  const sources = sourcesOf(room.model, settings.devices.prefer);
  return Object.values(sources).flatMap((chosen) => chosen?.deviceId ?? []);
}

function followCalendar(ports: EffectPorts): void {
  const { room, controller, lane, calendar, clock, log } = ports;
  const { model } = room;
  const plan = planOf(model.bookings, situationOf(ports), clock.now());
  if (plan.autoJoin?.bookingId !== model.autoJoin?.bookingId) room.observe({ type: "autoJoin", plan: plan.autoJoin });
  if (plan.noShow !== model.noShow) room.observe({ type: "noShow", noShow: plan.noShow });
  if (plan.join !== null) {
    room.observe({ type: "settled", bookingId: plan.join });
    try {
      controller.autoJoin(plan.join);
    } catch (error) {
      log.warn("the room could not join by itself", { booking: plan.join, detail: messageOf(error) });
    }
  }
  if (plan.release !== null) calendar.release(plan.release);
  if (plan.leave) lane.leave();
}

function situationOf({ room, settings, canJoin, canRelease, startedMs }: EffectPorts): Situation {
  const { model } = room;
  const has = (code: FaultCode) => model.faults.some((fault) => fault.code === code);
  return {
    ...model,
    occupant: model.meeting ?? model.assisted,
    readAt: model.calendarReadAt,
    sound: !has("clock.wrong") && room.current().state.phase === "ready",
    failing: has("calendar.failed"),
    presence: {
      atMs: model.presenceAt === null ? null : Date.parse(model.presenceAt),
      now: isOccupied(model),
      watchingSinceMs: startedMs,
    },
    policies: settings.policies,
    canJoin,
    canRelease,
  };
}

/** The probe knows of a dead network seconds before the binding says anything. */
function followProbe({ room, probe }: EffectPorts): void {
  const { meeting, raised } = room.model;
  const told = raised.some(({ code }) => code === "network.down");
  const inMeeting = meeting !== null && meeting.connectedAt !== null;
  const down = inMeeting && probe.healthySinceMs() === null && probe.judged();
  if (down && !told) {
    room.observe({
      type: "raised",
      condition: { code: "network.down", subject: "", detail: "the meeting server does not answer the probe" },
    });
  }
  if (!down && told) room.observe({ type: "cleared", code: "network.down", subject: "" });
}
