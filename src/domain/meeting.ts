export type MeetingPhase = "joining" | "lobby" | "connected" | "reconnecting" | "leaving";

/** The named step of joining that is under way, in this order. */
export type JoinStep = "asking" | "connecting" | "publishing";

/** What a local source does: `on` is what others get; `starting` is between the wish and the first frame. */
export type SourceActivity = "off" | "starting" | "on" | "failed" | "missing";

export interface LocalSource {
  /** Confirmed: others get it. */
  on: boolean;
  /** What the people in the room want. */
  wanted: boolean;
  activity: SourceActivity;
  deviceId: string | null;
}

export interface Participant {
  identity: string;
  name: string;
  speaking: boolean;
  microphone: "on" | "muted" | "none";
  camera: "on" | "muted" | "none";
  sharing: boolean;
  handRaised: boolean;
}

/** What somebody wrote to everybody in the meeting. */
export interface ChatMessage {
  id: string;
  /** The writer's name as others see it. */
  from: string;
  text: string;
  /** ISO time at which the room got it. */
  at: string;
}

/** What the room can send. */
export type SentSource = "camera" | "microphone" | "share";

export interface Share {
  deviceId: string;
  title: string;
  activity: SourceActivity;
  /** A source is plugged in, but its picture is dark or protected. */
  blank?: boolean;
}

export type EndReason =
  | "left"
  | "ended-by-host"
  | "removed"
  | "duplicate"
  | "refused"
  | "unreachable"
  | "failed"
  | "denied"
  | "encrypted"
  | "cancelled"
  | "window-lost"; /** The window of an assisted meeting ended by itself. */

export type ConnectionQuality = "excellent" | "good" | "poor" | "lost" | "unknown";

export interface Meeting {
  /** Of this stay in the meeting. */
  id: string;
  phase: MeetingPhase;
  /** While joining: what is being done. */
  step: JoinStep | null;
  title: string;
  service: string;
  bookingId: string | null;
  /** ISO times in UTC. `startedAt`: when this room began to join; `endsAt`: booked end. */
  startedAt: string;
  connectedAt: string | null;
  endsAt: string | null;
  participants: Participant[];
  microphone: LocalSource;
  camera: LocalSource;
  share: Share | null;
  /** What was shared and is no longer there: its device was unplugged. Absent once something is shared again. */
  shareLost?: { title: string /** ISO time. */; at: string };
  quality: ConnectionQuality;
  /** Others record this meeting. */
  recording: boolean;
  encrypted: boolean;
  /** Muted by somebody else: the room has not asked for it. */
  mutedByOther: boolean;
  /** The camera was stopped by somebody else. */
  cameraStoppedByOther: boolean;
  /** What the meeting does not let this room send now. */
  withheld: SentSource[];
  /** The room's own hand as others see it; null where the service knows no hands. */
  hand: { raised: boolean } | null;
  /** The newest messages, oldest first. */
  chat: ChatMessage[];
  /** Names of people without encryption in an encrypted meeting: they get nothing of the room but noise. */
  inTheClear: string[];
  /** What became of its booking meanwhile. */
  bookingChange: "cancelled" | "moved" | null;
  /** The room is in, and its display still waits to be let in for the pictures. */
  displayWaits: boolean;
  /** Somebody in the room talks although the microphone is off. */
  talkingWhileMuted: boolean;
}

export interface EndedMeeting {
  title: string;
  reason: EndReason;
  /** A code of the error table when it failed. */
  code: string | null;
  /** For IT and the small "details"; redacted. */
  detail: string;
  at: string;
}
