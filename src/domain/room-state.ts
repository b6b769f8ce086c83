import type { AssistedMeeting, AssistedOffer } from "./assisted.ts";
import type { CameraControl, CapabilityName, CaptureRefusal, PtzCapability } from "./capability.ts";
import type { DevicePhase, DeviceProblem } from "./device.ts";
import type { Fault } from "./fault.ts";
import type { EndedMeeting, Meeting } from "./meeting.ts";

/** Why an agenda entry has no Join button right now. */
export type NoJoinReason =
  | "too-early"
  | "over"
  | "no-link"
  | "assisted"
  | "not-configured"
  | "in-meeting"
  | "already-in";

/** A booking as the pages see it: no links, no secrets; private ones without title. */
export interface AgendaEntry {
  /** Send it back as `bookingId`. */
  id: string;
  title: string;
  organiser: string | null;
  start: string;
  end: string;
  allDay: boolean;
  tentative: boolean;
  private: boolean;
  /** The service behind it, such as "livekit" or "teams"; null without a link. */
  service: string | null;
  /** The room gets in by itself. */
  native: boolean;
  /** The Join button is there now. */
  joinable: boolean;
  noJoin: NoJoinReason | null;
  /** What can be done instead with a service that the room cannot enter by itself; null for all others. */
  assisted: AssistedOffer | null;
}

export interface DeviceState {
  id: string;
  title: string;
  driver: string;
  phase: DevicePhase;
  capabilities: CapabilityName[];
  /** Which roles of the room it plays now. */
  roles: Role[];
  port: string;
  problem: DeviceProblem | null;
  standIn: boolean;
  /** How this camera moves, with its presets; absent for what does not move. */
  ptz?: PtzCapability;
  /** What can be set of this camera's picture, with its own ranges; absent where there is nothing. */
  picture?: CameraControl[];
}

export type Role = "camera" | "microphone" | "speaker" | "capture";

export interface CalendarState {
  configured: boolean;
  /** ISO time of the last good read of the oldest source; null before the first. */
  readAt: string | null;
  stale: boolean;
}

export interface AutoJoin {
  bookingId: string;
  title: string;
  /** ISO time at which the room joins unless somebody cancels. */
  at: string;
}

/** A booking that nobody came to: the panel asks, and gives it back then. */
export interface NoShow {
  bookingId: string;
  title: string;
  /** ISO time. */
  at: string;
}

export interface Enrolment {
  code: string;
  /** Short text that the console shows too: it is the same hub and the same room. */
  fingerprint: string;
  /** Address of the console's page for it. */
  url: string;
  /** ISO time until when the code is good. */
  until: string;
  /** The room was claimed before: its key was revoked, or its hub does not know it any more. */
  again?: "revoked" | "unknown";
}

export interface RoomState {
  room: { id: string; name: string; zone: string; language: Language };
  /** What a phase below cannot say: the daemon is still starting, or ready. */
  phase: "starting" | "ready";
  availability: { free: boolean; until: string | null };
  meeting: Meeting | null;
  /** A meeting of another service in a window on the display; never beside `meeting`. */
  assisted: AssistedMeeting | null;
  lastMeeting: EndedMeeting | null;
  autoJoin: AutoJoin | null;
  noShow: NoShow | null;
  agenda: AgendaEntry[];
  calendar: CalendarState;
  volume: { percent: number };
  devices: DeviceState[];
  /** Devices that can be shared now. */
  shareSources: { deviceId: string; title: string }[];
  /** Inputs with a source whose picture cannot be had, and why; absent when there are none. */
  shareRefusals?: { title: string; why: CaptureRefusal }[];
  faults: Fault[];
  /** While the room waits to be claimed by its hub: what somebody has to type in the hub's console. */
  enrolment?: Enrolment;
  /** What this room offers, so that pages hide what is not there. */
  offers: { meetNow: boolean; joinByName: boolean; guest: boolean; bookNow: boolean; phone: boolean };
}

export type Language = "en" | "zh";
