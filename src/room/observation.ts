import type { WindowEnd, WindowReadiness } from "../assisted-window/ports.ts";
import type { AssistedMeeting } from "../domain/assisted.ts";
import type { Booking } from "../domain/booking.ts";
import type { DeviceReport } from "../domain/device.ts";
import type { EndReason, MeetingPhase } from "../domain/meeting.ts";
import type { AutoJoin, Enrolment, NoShow } from "../domain/room-state.ts";
import type { WorkerReport } from "../protocol/meeting-worker.ts";
import type { Condition } from "./model.ts";

/** Something that was seen to be so. The reducer is the only one who draws conclusions. */
export type Observation =
  | { type: "devices"; devices: DeviceReport[] }
  | { type: "deviceHostDown"; detail: string }
  | { type: "calendar"; bookings: Booking[]; readAt: string | null; problems: Condition[] }
  | { type: "joinBegan"; meeting: MeetingBeginning }
  /** The way into the meeting: asking for a token, or waiting in the lobby. */
  | { type: "meetingPhase"; phase: Extract<MeetingPhase, "joining" | "lobby" | "reconnecting" | "leaving"> }
  | { type: "worker"; report: WorkerReport }
  | { type: "wanted"; source: "microphone" | "camera"; on: boolean }
  /** The room's display waits before the meeting's door, or no more. */
  | { type: "displayWaits"; waits: boolean }
  /** A page of this room has entered under this identity: it is nobody else. */
  | { type: "ownIdentity"; identity: string }
  | { type: "shareBegan"; deviceId: string; title: string }
  /** @property lost its device is gone; nobody stopped it */
  | { type: "shareEnded"; lost: boolean }
  | { type: "meetingEnded"; reason: EndReason; code: string | null; detail: string }
  | { type: "meetingExtended"; endsAt: string }
  | { type: "deviceChosen"; role: "camera" | "microphone" | "speaker"; deviceId: string }
  | { type: "volume"; percent: number }
  | { type: "autoJoin"; plan: AutoJoin | null }
  | { type: "noShow"; noShow: NoShow | null }
  /** Somebody touched something. */
  | { type: "presence" }
  | { type: "settled"; bookingId: string }
  /** The hub waits for somebody who types the code; null: no more. */
  | { type: "enrolment"; enrolment: Enrolment | null }
  | { type: "raised"; condition: Condition }
  | { type: "cleared"; code: Condition["code"]; subject: string }
  | AssistedObservation
  /** Time went on: ages and windows are judged anew. */
  | { type: "tick" };

/** Of meetings of other services, in a window on the display. */
export type AssistedObservation =
  | { type: "windowReadiness"; readiness: WindowReadiness }
  | { type: "assistedBegan"; meeting: AssistedMeeting }
  | { type: "assistedOpened" }
  | { type: "assistedClosing" }
  | { type: "assistedEnded"; end: WindowEnd };

export interface MeetingBeginning {
  id: string;
  title: string;
  service: string;
  bookingId: string | null;
  endsAt: string | null;
  microphoneOn: boolean;
  cameraOn: boolean;
  encrypted: boolean;
  /** The service knows raised hands. */
  hand: boolean;
}
