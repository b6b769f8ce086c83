import { join } from "node:path";
import { startAssisted } from "./appliance/assisted.ts";
import { calendarOf } from "./appliance/calendar.ts";
import { deviceLane, meetingLane } from "./appliance/lanes.ts";
import { linkPorts, recognitionOf } from "./appliance/links.ts";
import { startPages } from "./appliance/pages.ts";
import { phonePort } from "./appliance/phone.ts";
import { problemReports } from "./appliance/reports.ts";
import { pageTickets } from "./appliance/tickets.ts";
import type { Booking } from "./domain/booking.ts";
import { messageOf, type RoomkeeperError } from "./domain/errors.ts";
import type { Enrolment } from "./domain/room-state.ts";
import type { RoomPort } from "./fleet/room-port.ts";
import { RoomMetrics } from "./health/metrics.ts";
import { ServerProbe } from "./health/server-probe.ts";
import { type Clock, systemClock } from "./platform/clock.ts";
import { deviceId } from "./platform/device-id.ts";
import type { Log } from "./platform/log.ts";
import { SealedFile } from "./platform/sealed-file.ts";
import { Controller } from "./room/controller.ts";
import { runEffects } from "./room/effects.ts";
import { followEquipment } from "./room/equipment-effects.ts";
import { EquipmentLook } from "./room/equipment-look.ts";
import { equipmentWishes } from "./room/equipment-wishes.ts";
import { readyDevices } from "./room/roles.ts";
import { Room } from "./room/room.ts";
import { SpareName, type SpareNameParts } from "./room/spare-name.ts";
import { StayKeeper, type StayRecord } from "./room/stay-record.ts";
import { meetingTargetOf, namedTarget, type TargetPorts } from "./room/targets.ts";
import type { HubTokens } from "./services/hub-tokens.ts";
import { servicesOf } from "./services/index.ts";
import type { RoomSettings } from "./settings/complete.ts";
import { adoptLive } from "./settings/live.ts";

export interface ApplianceOptions {
  settings: RoomSettings;
  version: string;
  /** Folder with the built pages. */
  pagesFolder: string;
  /** For what must survive a restart. */
  stateFolder: string;
  log: Log;
  /** Called each time round by the loop that everything hangs on. */
  onTick: () => void;
  /** Tokens for meetings from the room's hub; null without one. */
  hubTokens?: HubTokens | null;
  clock?: Clock;
}

export interface Appliance {
  panelUrl: string;
  /** Nobody is in a meeting: settings may change. */
  idle(): boolean;
  /** What the hub link sees of the room, and through what it wishes. */
  port: RoomPort;
  /** Meetings of coming bookings, and the next one without, for which the hub makes the tokens. */
  hubMeetings(): string[];
  /** Shows how the room is claimed by its hub; null: no more. */
  showEnrolment(enrolment: Enrolment | null): void;
  settingsRefused(error: RoomkeeperError | null): void;
  /** Uses what is live of other settings at once. */
  adopt(settings: RoomSettings): void;
  /** @param comesBack the meeting is left for a moment only: the next start joins it again */
  close(comesBack?: boolean): Promise<void>;
}

/** The room daemon, put together: the visible list of what is built, in order. */
export async function startAppliance(options: ApplianceOptions): Promise<Appliance> {
  const { version, pagesFolder, stateFolder, log, onTick, hubTokens = null, clock = systemClock } = options;
  const settings = structuredClone(options.settings);
  const id = await deviceId(stateFolder);
  const identity = `room-${settings.room.id}-${id.slice(0, 8)}`;
  const services = servicesOf(settings, hubTokens);
  const recognition = recognitionOf(settings);
  const targets = { services, ...linkPorts(recognition) };
  const canJoin = ({ join }: Booking) => join !== null && meetingTargetOf(join, targets) !== null;
  const canMeet = services.some(({ takesNames }) => takesNames);
  const room = new Room({ nowMs: () => clock.now(), view: { settings, canJoin, canMeet } });
  const metrics = metricsOf(room, version, clock);
  const probe = new ServerProbe({ clock });
  const devices = deviceLane({ room, metrics, log, clock }, settings);
  const lane = meetingLane({ room, metrics, log, clock }, devices, probe, (report) => look.heard(report));
  const look = new EquipmentLook({ room, lane, clock });
  const stays = new StayKeeper(new SealedFile(join(stateFolder, "stay.sealed")), clock, log);
  const interrupted = await stays.interrupted();
  const assisted = await startAssisted({ ...targets, room, settings, stateFolder, log, clock });
  const { agenda, calendar } = calendarOf(room, { settings, recognition, stateFolder, clock, log });
  const equipment = equipmentWishes({ room, devices, prefer: settings.devices.prefer, log });
  const spareName = await spareNameIn(stateFolder, { roomId: settings.room.id, clock, log });
  const means = { room, lane, equipment, assisted: assisted.meetings, calendar, stays, spareName };
  const controller = new Controller({ ...targets, settings, identity, deviceId: id, ...means, clock });
  const policy = { settings, canJoin, canRelease: agenda.canRelease, calendar, startedMs: clock.now() };
  const stopEffects = runEffects({ room, controller, lane, devices, probe, ...policy, onTick, clock, log });
  const stopEquipment = followEquipment({ room, controller, devices, settings, clock, log });

  const tickets = pageTickets(controller, { identity, deviceId: id, name: () => settings.room.name });
  const invitation = assisted.meetings.invitation.bind(assisted.meetings);
  const reports = problemReports({ room, version, stateFolder, clock });
  const phone = settings.panel.phone ? phonePort(controller, clock) : null;
  const parts = { room, controller, metrics, tickets, invitation, phone, look, reports, pagesFolder };
  const panel = await startPages(settings.panel, { ...parts, log, clock });
  devices.start();
  await agenda.start();
  if (interrupted !== null) whenReady(room, () => resume(controller, interrupted, log));
  return {
    panelUrl: panel.url,
    idle: () => room.model.meeting === null && room.model.assisted === null,
    port: portOf(room, controller),
    hubMeetings: () => hubMeetings(room, targets, spareName.next),
    showEnrolment: (enrolment) => room.observe({ type: "enrolment", enrolment }),
    settingsRefused: (error) => tellSettings(room, error),
    adopt: (next) => adopt(room, settings, next),
    async close(comesBack = false) {
      stopEffects();
      stopEquipment();
      look.close();
      await assisted.close();
      await agenda.stop();
      if (comesBack) controller.keepStay();
      lane.close();
      if (!comesBack) controller.keepStay();
      await stays.settled();
      devices.close();
      await panel.close();
    },
  };
}

const spareNameIn = (folder: string, parts: Omit<SpareNameParts, "file">) =>
  SpareName.open({ ...parts, file: new SealedFile(join(folder, "spare-meeting.sealed")) });

function portOf(room: Room, controller: Controller): RoomPort {
  return {
    state: () => room.current().state,
    onChange: (listener) => room.onChange(listener),
    wish: async (intent) => await controller.wish(intent),
    displays: () =>
      readyDevices(room.model, "display").map(({ title, capabilities: { display } }) => ({
        ...{ title, power: display?.power ?? null, trouble: display?.trouble ?? null },
      })),
    testCall: () => controller.testCall(),
  };
}

/** Writes what is live into the appliance's own copy of its settings, which its parts read anew at each use. */
function adopt(room: Room, settings: RoomSettings, next: RoomSettings): void {
  adoptLive(settings, next);
  room.observe({ type: "tick" });
}

function hubMeetings(room: Room, targets: TargetPorts, spare: string): string[] {
  const byHub = new Set(targets.services.filter(({ kind }) => kind === "hub").map(({ name }) => name));
  const found = room.model.bookings.map(({ join }) => (join === null ? null : meetingTargetOf(join, targets)));
  found.push(namedTarget(spare, targets.services));
  return [...new Set(found.flatMap((target) => (target !== null && byHub.has(target.service) ? [target.room] : [])))];
}

function metricsOf(room: Room, version: string, clock: Clock): RoomMetrics {
  return new RoomMetrics({
    version,
    state: () => room.current().state,
    statistics: () => room.model.statistics,
    nowMs: () => clock.now(),
  });
}

function resume(controller: Controller, interrupted: StayRecord, log: Log): void {
  try {
    controller.resume(interrupted);
  } catch (error) {
    log.warn("the meeting before the restart cannot be joined again", { detail: messageOf(error) });
  }
}

/** Runs once the devices are known: a room that resumes a meeting does it with its camera. */
function whenReady(room: Room, run: () => void): void {
  const stop = room.onChange(() => {
    if (!room.model.devicesKnown) return;
    stop();
    if (room.model.meeting === null && room.model.assisted === null) run();
  });
}

function tellSettings(room: Room, error: RoomkeeperError | null): void {
  if (error === null) room.observe({ type: "cleared", code: "settings.rejected", subject: "" });
  else room.observe({ type: "raised", condition: { code: "settings.rejected", subject: "", detail: error.message } });
}
