import type { Booking } from "../../../src/domain/booking.ts";
import type { DeviceReport } from "../../../src/domain/device.ts";
import type { MediaSources } from "../../../src/domain/media.ts";
import type { MeetingBeginning } from "../../../src/room/observation.ts";
import { parseSettings } from "../../../src/settings/load.ts";

const settingsText = `
room: { name: Oak, zone: Europe/Berlin }
services: [{ kind: livekit, url: "ws://sfu.example", apiKey: k, apiSecretFile: secret, linkHosts: [meet.example.org] }]
policies: { autoJoin: { enabled: true } }
`;

export const settings = parseSettings(settingsText, "/etc/roomkeeper/room.yaml");

const video = {
  kind: "v4l2",
  node: "/dev/video0",
  mode: { format: "mjpeg", width: 1280, height: 720, framesPerSecond: 30 },
} as const;

export function device(id: string, change: Partial<DeviceReport> = {}): DeviceReport {
  return {
    id,
    title: id,
    driver: "bench",
    descriptorKey: id,
    port: "",
    phase: "ready",
    claim: "",
    capabilities: {},
    problem: null,
    standIn: false,
    ...change,
  };
}

export const camera = (id: string, change: Partial<DeviceReport> = {}) =>
  device(id, { capabilities: { camera: { video, modes: [video.mode], choice: "" } }, ...change });

export const speakerphone = (id: string, change: Partial<DeviceReport> = {}) =>
  device(id, {
    capabilities: {
      microphone: { audio: { kind: "tone", hertz: 440, level: 0.3 } },
      speaker: { audio: { kind: "meter" } },
    },
    ...change,
  });

export const capture = (id: string, signal: boolean | null) =>
  device(id, { capabilities: { capture: { video, audio: null, signal } } });

export function booking(change: Partial<Booking> = {}): Booking {
  return {
    uid: "u1",
    occurrence: "2026-03-02T10:00:00Z",
    title: "Design review",
    organiser: "Ana",
    start: "2026-03-02T10:00:00Z",
    end: "2026-03-02T10:45:00Z",
    allDay: false,
    status: "confirmed",
    private: false,
    busy: true,
    join: {
      service: "livekit-meet",
      meetingId: "review",
      passcode: null,
      url: "https://meet.example.org/rooms/review",
      native: true,
    },
    ...change,
  };
}

export const beginning: MeetingBeginning = {
  id: "m1",
  title: "Design review",
  service: "livekit",
  bookingId: null,
  endsAt: null,
  microphoneOn: true,
  cameraOn: true,
  encrypted: false,
  hand: true,
};

export const noSources: MediaSources = { camera: null, microphone: null, speaker: null };
