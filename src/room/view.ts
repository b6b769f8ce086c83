import { type Booking, bookingIdOf } from "../domain/booking.ts";
import type { CapabilityName } from "../domain/capability.ts";
import type { DeviceReport } from "../domain/device.ts";
import { pictureControls } from "../domain/picture-controls.ts";
import type { AgendaEntry, DeviceState, Role, RoomState } from "../domain/room-state.ts";
import type { RoomSettings } from "../settings/complete.ts";
import { offerFor } from "./assisted-offer.ts";
import { isStale } from "./conditions.ts";
import type { RoomModel } from "./model.ts";
import { availability, whyNoJoin } from "./policies.ts";
import { deviceFor, readyDevices, shareable } from "./roles.ts";

export interface ViewContext {
  settings: RoomSettings;
  canJoin: (booking: Booking) => boolean;
  /** A service serves `meetNow` and join by name. */
  canMeet: boolean;
  nowMs: number;
}

const agendaAheadMs = 24 * 3600_000;

/** What everybody may see of the model: no links, no secrets, private bookings without title. */
export function viewOf(model: RoomModel, context: ViewContext): RoomState {
  const { settings, nowMs, canMeet } = context;
  return {
    room: settings.room,
    phase: model.devicesKnown ? "ready" : "starting",
    availability: availability(model.bookings, nowMs),
    meeting: model.meeting,
    assisted: model.assisted,
    lastMeeting: model.lastMeeting,
    autoJoin: model.autoJoin,
    noShow: model.noShow,
    agenda: agendaOf(model, context),
    calendar: {
      configured: settings.calendar.sources.length > 0,
      readAt: model.calendarReadAt,
      stale: isStale(model.calendarReadAt, nowMs),
    },
    volume: { percent: model.volumePercent },
    devices: devicesOf(model, settings),
    shareSources: shareable(model).map(({ id, title }) => ({ deviceId: id, title })),
    ...shareRefusals(model),
    faults: [...model.faults],
    ...(model.enrolment === null ? {} : { enrolment: model.enrolment }),
    offers: {
      meetNow: canMeet && settings.policies.meetNow,
      joinByName: true,
      guest: settings.panel.guest,
      bookNow: settings.calendar.sources.some(({ write }) => write === true),
      phone: settings.panel.phone,
    },
  };
}

function agendaOf(model: RoomModel, context: ViewContext): AgendaEntry[] {
  const { nowMs, settings, canJoin } = context;
  const join = { nowMs, policies: settings.policies, meeting: model.meeting ?? model.assisted, canJoin };
  return model.bookings
    .filter((booking) => Date.parse(booking.end) > nowMs && Date.parse(booking.start) < nowMs + agendaAheadMs)
    .map((booking) => {
      const noJoin = whyNoJoin(booking, join);
      const other = noJoin === "assisted" ? booking.join : null;
      const assisted = other === null ? null : offerFor(other, booking.start, model, context);
      return { ...entryOf(booking, noJoin, settings.policies.titles), assisted };
    });
}

function entryOf(
  booking: Booking,
  noJoin: AgendaEntry["noJoin"],
  titles: "title" | "organiser" | "busy",
): Omit<AgendaEntry, "assisted"> {
  const hidden = booking.private || titles === "busy";
  const shown = titles === "organiser" ? (booking.organiser ?? "") : booking.title;
  return {
    id: bookingIdOf(booking),
    title: hidden ? "" : shown,
    organiser: hidden ? null : booking.organiser,
    start: booking.start,
    end: booking.end,
    allDay: booking.allDay,
    tentative: booking.status === "tentative",
    private: booking.private,
    service: booking.join?.service ?? null,
    native: booking.join?.native ?? false,
    joinable: noJoin === null,
    noJoin,
  };
}

function shareRefusals(model: RoomModel): Pick<RoomState, "shareRefusals"> {
  const refusals = readyDevices(model, "capture").flatMap(({ title, capabilities }) => {
    const why = capabilities.capture?.refused;
    return why === undefined ? [] : [{ title, why }];
  });
  return refusals.length === 0 ? {} : { shareRefusals: refusals };
}

function pictureOf({ capabilities }: DeviceReport): Pick<DeviceState, "picture"> {
  const picture = pictureControls(capabilities.cameraControls?.controls ?? []);
  return picture.length === 0 ? {} : { picture };
}

function devicesOf(model: RoomModel, settings: RoomSettings): DeviceState[] {
  const playing = (["camera", "microphone", "speaker"] as const).map(
    (role) => [role, deviceFor(model, role, settings.devices.prefer)?.id] as const,
  );
  return model.devices.map((device) => {
    const roles: Role[] = playing.filter(([, id]) => id === device.id).map(([role]) => role);
    if (model.meeting?.share?.deviceId === device.id) roles.push("capture");
    return {
      id: device.id,
      title: device.title,
      driver: device.driver,
      phase: device.phase,
      capabilities: Object.keys(device.capabilities) as CapabilityName[],
      roles,
      port: device.port,
      problem: device.problem,
      standIn: device.standIn,
      ...(device.capabilities.ptz === undefined ? {} : { ptz: device.capabilities.ptz }),
      ...pictureOf(device),
    };
  });
}
