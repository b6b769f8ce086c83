import type { Fault, FaultCode } from "../../../src/domain/fault.ts";
import { faultTable } from "../../../src/domain/fault.ts";
import type { ChatMessage, LocalSource, Meeting, Participant } from "../../../src/domain/meeting.ts";
import type { AgendaEntry, DeviceState, RoomState } from "../../../src/domain/room-state.ts";

/** 10:52 in the room. */
export const now = "2026-11-25T09:52:10.000Z";

/** ISO time `minutes` after `now`. */
export const inMinutes = (minutes: number): string =>
  new Date(Date.parse(now) - 10_000 + minutes * 60_000).toISOString();

export function entry(fields: Partial<AgendaEntry> & { start: string; end: string }): AgendaEntry {
  return {
    id: `b-${fields.title ?? "x"}`,
    title: "Design review",
    organiser: "Ana Lindqvist",
    allDay: false,
    tentative: false,
    private: false,
    service: "livekit",
    native: true,
    joinable: false,
    noJoin: "too-early",
    assisted: null,
    ...fields,
  };
}

export function device(fields: Partial<DeviceState> & { id: string; title: string }): DeviceState {
  return {
    driver: "uvc-camera",
    phase: "ready",
    capabilities: ["camera"],
    roles: [],
    port: "1-2.3",
    problem: null,
    standIn: false,
    ...fields,
  };
}

const camera = device({ id: "cam-1", title: "Logitech Rally Camera", roles: ["camera"] });
const speakerphone = device({
  id: "spk-1",
  title: "Jabra Speak2 75",
  driver: "alsa-audio",
  capabilities: ["microphone", "speaker"],
  roles: ["microphone", "speaker"],
  port: "1-3",
});

export function fault(code: FaultCode, fields: Partial<Fault> = {}): Fault {
  return { code, severity: faultTable[code].severity, subject: "", detail: "", since: inMinutes(-6), ...fields };
}

export const agenda: AgendaEntry[] = [
  entry({ id: "b1", start: inMinutes(8), end: inMinutes(53) }),
  entry({
    id: "b2",
    title: "Budget 2027",
    organiser: "Bo Nilsson",
    service: "teams",
    native: false,
    noJoin: "assisted",
    start: inMinutes(68),
    end: inMinutes(128),
  }),
  entry({
    id: "b3",
    title: "Interview",
    organiser: null,
    private: true,
    service: null,
    native: false,
    noJoin: "no-link",
    start: inMinutes(278),
    end: inMinutes(308),
  }),
];

/** As a hub shows it: code, and a short text by which people see that it is theirs. */
export const enrolment = {
  code: "QWRT-7XKM9P",
  fingerprint: "4f2a 91c0 7be3 d815",
  url: "https://rooms.example.org/claim#QWRT-7XKM9P",
  until: inMinutes(12),
};

export function idle(fields: Partial<RoomState> = {}): RoomState {
  return {
    room: { id: "oak", name: "Oak", zone: "Europe/Berlin", language: "en" },
    phase: "ready",
    availability: { free: true, until: inMinutes(8) },
    meeting: null,
    assisted: null,
    lastMeeting: null,
    autoJoin: null,
    noShow: null,
    agenda,
    calendar: { configured: true, readAt: inMinutes(-1), stale: false },
    volume: { percent: 60 },
    devices: [camera, speakerphone],
    shareSources: [{ deviceId: "hdmi-1", title: "HDMI" }],
    faults: [],
    offers: { meetNow: true, joinByName: true, guest: true, bookNow: false, phone: false },
    ...fields,
  };
}

export const source = (on: boolean, fields: Partial<LocalSource> = {}): LocalSource => ({
  on,
  wanted: on,
  activity: on ? "on" : "off",
  deviceId: "cam-1",
  ...fields,
});

export function person(name: string, fields: Partial<Participant> = {}): Participant {
  return {
    identity: `id-${name}`,
    name,
    speaking: false,
    microphone: "on",
    camera: "on",
    sharing: false,
    handRaised: false,
    ...fields,
  };
}

export const people: Participant[] = [
  person("Ana Lindqvist", { speaking: true }),
  person("Bo Nilsson", { microphone: "muted" }),
  person("李伟", { handRaised: true }),
  person("Guest 2", { microphone: "none", camera: "none" }),
];

export const messages: ChatMessage[] = [
  { id: "1", from: "Ana Lindqvist", text: "The agenda: https://wiki.example.org/review", at: inMinutes(-3) },
  { id: "2", from: "李伟", text: "请大家先看第三页的图，然后我们再讨论预算。", at: inMinutes(0) },
];

function meeting(fields: Partial<Meeting> = {}): Meeting {
  return {
    id: "m1",
    phase: "connected",
    step: null,
    title: "Design review",
    service: "livekit",
    bookingId: "b1",
    startedAt: inMinutes(-24),
    connectedAt: inMinutes(-24),
    endsAt: inMinutes(21),
    participants: people,
    microphone: source(true, { deviceId: "spk-1" }),
    camera: source(true),
    share: null,
    quality: "excellent",
    recording: false,
    encrypted: false,
    mutedByOther: false,
    cameraStoppedByOther: false,
    withheld: [],
    hand: null,
    chat: [],
    inTheClear: [],
    bookingChange: null,
    displayWaits: false,
    talkingWhileMuted: false,
    ...fields,
  };
}

/** In a meeting; fields of the meeting, then of the room. */
export function inCall(fields: Partial<Meeting> = {}, room: Partial<RoomState> = {}): RoomState {
  return idle({ availability: { free: false, until: inMinutes(21) }, meeting: meeting(fields), ...room });
}
