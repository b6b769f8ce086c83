import type { WindowReadiness } from "../assisted-window/ports.ts";
import type { AssistedMeeting } from "../domain/assisted.ts";
import type { Booking } from "../domain/booking.ts";
import type { DeviceReport } from "../domain/device.ts";
import type { Fault, FaultCode } from "../domain/fault.ts";
import type { EndedMeeting, Meeting } from "../domain/meeting.ts";
import type { AutoJoin, Enrolment, NoShow } from "../domain/room-state.ts";
import type { WorkerStatistics } from "../protocol/meeting-worker.ts";

/** Everything the daemon knows about its room: what the reducer keeps. Plain data, never mutated. */
export interface RoomModel {
  /** The device host runs and has told its devices. */
  devicesKnown: boolean;
  devices: readonly DeviceReport[];
  /** Devices that people chose on the panel, by role. */
  chosen: { camera?: string; microphone?: string; speaker?: string };
  bookings: readonly Booking[];
  calendarReadAt: string | null;
  meeting: Meeting | null;
  assisted: AssistedMeeting | null;
  /** Whether a window could be opened now. */
  windowReadiness: WindowReadiness;
  lastMeeting: EndedMeeting | null;
  /** Under which this room's own pages have entered meetings: they are not other people. */
  ownIdentities: readonly string[];
  /** ISO time since when nobody else is in the meeting; null when somebody is, or without a meeting. */
  aloneSince: string | null;
  autoJoin: AutoJoin | null;
  noShow: NoShow | null;
  /** ISO time of the last sign of somebody in the room; null when there was none. */
  presenceAt: string | null;
  /** Bookings that the room must not join by itself any more: joined, left or declined. */
  settled: readonly string[];
  volumePercent: number;
  /** Conditions that their owners raised; those of devices and calendar age are derived. */
  raised: readonly Condition[];
  faults: readonly Fault[];
  statistics: WorkerStatistics | null;
  /** What the worker makes of the shared picture; null when it does not know, or nothing is shared. */
  sharedSignal: boolean | null;
  /** While the room waits to be claimed. */
  enrolment: Enrolment | null;
}

/** A standing condition, before it has a time and a severity. */
export interface Condition {
  code: FaultCode;
  subject: string;
  detail: string;
}

export const emptyModel: RoomModel = {
  devicesKnown: false,
  devices: [],
  chosen: {},
  bookings: [],
  calendarReadAt: null,
  meeting: null,
  assisted: null,
  windowReadiness: { window: "off", browser: null, pointer: false },
  lastMeeting: null,
  ownIdentities: [],
  aloneSince: null,
  autoJoin: null,
  noShow: null,
  presenceAt: null,
  settled: [],
  volumePercent: 60,
  raised: [],
  faults: [],
  statistics: null,
  sharedSignal: null,
  enrolment: null,
};
