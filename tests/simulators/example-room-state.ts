import type { RoomState } from "../../src/domain/room-state.ts";

/** A room in a meeting, with one of everything. */
export function exampleRoomState(changes: Partial<RoomState> = {}): RoomState {
  const source = { on: true, wanted: true, activity: "on", deviceId: "camera-1" } as const;
  return {
    room: { id: "oak", name: "Oak", zone: "Europe/Berlin", language: "en" },
    phase: "ready",
    availability: { free: false, until: "2026-03-02T10:00:00Z" },
    meeting: {
      id: "m1",
      phase: "connected",
      step: null,
      title: "Design review",
      service: "livekit",
      bookingId: "b0123456789abcdef",
      startedAt: "2026-03-02T09:00:00Z",
      connectedAt: "2026-03-02T09:00:01Z",
      endsAt: "2026-03-02T10:00:00Z",
      participants: [
        {
          identity: "ana",
          name: "Ana",
          speaking: true,
          microphone: "on",
          camera: "muted",
          sharing: false,
          handRaised: false,
        },
      ],
      microphone: { ...source, deviceId: "microphone-1" },
      camera: source,
      share: { deviceId: "hdmi-1", title: "HDMI", activity: "starting" },
      quality: "good",
      recording: false,
      encrypted: false,
      mutedByOther: false,
    },
    lastMeeting: { title: "Stand-up", reason: "left", code: null, detail: "", at: "2026-03-02T08:15:00Z" },
    autoJoin: { bookingId: "b2", title: "Budget", at: "2026-03-02T11:00:00Z" },
    agenda: [
      {
        id: "b0123456789abcdef",
        title: "Design review",
        organiser: "Ana",
        start: "2026-03-02T09:00:00Z",
        end: "2026-03-02T10:00:00Z",
        allDay: false,
        tentative: false,
        private: false,
        service: "livekit",
        native: true,
        joinable: false,
        noJoin: "already-in",
      },
    ],
    calendar: { configured: true, readAt: "2026-03-02T08:59:00Z", stale: false },
    volume: { percent: 60 },
    devices: [
      {
        id: "camera-1",
        title: "Camera",
        driver: "uvc-camera",
        phase: "active",
        capabilities: ["camera"],
        roles: ["camera"],
        port: "1-2",
        problem: { code: "device.busy", message: "Another program holds /dev/video0." },
        standIn: false,
      },
    ],
    shareSources: [{ deviceId: "hdmi-1", title: "HDMI" }],
    faults: [
      {
        code: "speaker.missing",
        severity: "serious",
        subject: "",
        detail: "no card",
        since: "2026-03-02T08:00:00Z",
      },
    ],
    offers: { meetNow: true, joinByName: true, guest: true },
    ...changes,
  };
}
