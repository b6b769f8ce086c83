import { MeetingError, RoomkeeperError } from "../../../src/domain/errors.ts";
import type { Intent } from "../../../src/domain/intent.ts";
import type { AgendaEntry, RoomState } from "../../../src/domain/room-state.ts";
import type { RoomPort } from "../../../src/fleet/room-port.ts";

const idleState: RoomState = {
  room: { id: "oak", name: "Oak", zone: "UTC", language: "en" },
  phase: "ready",
  availability: { free: true, until: null },
  meeting: null,
  lastMeeting: null,
  autoJoin: null,
  noShow: null,
  assisted: null,
  agenda: [],
  calendar: { configured: false, readAt: null, stale: false },
  volume: { percent: 50 },
  devices: [],
  shareSources: [],
  faults: [],
  offers: { meetNow: true, joinByName: true, guest: false, bookNow: false, phone: false },
};

const source = (on: boolean) => ({ on, wanted: on, activity: on ? ("on" as const) : ("off" as const), deviceId: null });

export const meeting = (phase: "joining" | "connected" = "connected"): NonNullable<RoomState["meeting"]> => ({
  id: "m1",
  phase,
  step: null,
  title: "Design",
  service: "livekit",
  bookingId: null,
  startedAt: "2026-03-02T09:00:00Z",
  connectedAt: null,
  endsAt: null,
  participants: [],
  microphone: source(true),
  camera: source(true),
  share: null,
  quality: "good",
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
});

export const agendaEntry = (title: string): AgendaEntry => ({
  ...{ id: title, title, organiser: null, start: "2026-03-02T10:00:00Z", end: "2026-03-02T11:00:00Z" },
  ...{ allDay: false, tentative: false, private: false, service: null, native: false },
  ...{ joinable: false, noJoin: "no-link", assisted: null },
});

/** A room that does what it is asked, or refuses what `refuse` names. */
export class FakeRoom implements RoomPort {
  current: RoomState = structuredClone(idleState);
  wishes: Intent[] = [];
  refuse = new Set<string>();
  /** Accepts wishes and does nothing. */
  deaf = false;
  #listeners = new Set<() => void>();

  state() {
    return this.current;
  }

  onChange(listener: () => void) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  set(change: Partial<RoomState>) {
    this.current = { ...this.current, ...change };
    for (const listener of this.#listeners) listener();
  }

  wish(intent: Intent): Promise<void> {
    this.wishes.push(intent);
    if (this.refuse.has(intent.type)) return Promise.reject(new RoomkeeperError("intent.impossible", "not now"));
    if (!this.deaf) this.#obey(intent);
    return Promise.resolve();
  }

  #obey(intent: Intent) {
    const { meeting: now } = this.current;
    if (intent.type === "join") this.set({ meeting: meeting() });
    else if (intent.type === "leave") this.set({ meeting: null });
    else if (intent.type === "setVolume") this.set({ volume: { percent: intent.percent } });
    else if (now === null) throw new MeetingError("meeting.unknown", "no meeting");
    else if (intent.type === "setMicrophone") this.set({ meeting: { ...now, microphone: source(intent.on) } });
    else if (intent.type === "setCamera") this.set({ meeting: { ...now, camera: source(intent.on) } });
  }
}
