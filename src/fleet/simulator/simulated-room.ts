import type { Intent } from "../../domain/intent.ts";
import type { Meeting } from "../../domain/meeting.ts";
import type { DeviceState, RoomState } from "../../domain/room-state.ts";
import type { RoomPort } from "../room-port.ts";

/** A room with devices, bookings, faults and meetings that come and go, without any hardware. */
export class SimulatedRoom implements RoomPort {
  #state: RoomState;
  #still = false;
  readonly #random: () => number;
  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();

  constructor(id: string, name: string, random: () => number, now: () => number) {
    this.#random = random;
    this.#now = now;
    this.#state = startState(id, name, random);
  }

  state(): RoomState {
    return this.#state;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  wish(intent: Intent): Promise<void> {
    if (intent.type === "setVolume") this.#set({ volume: { percent: intent.percent } });
    else if (intent.type === "leave") this.#set({ meeting: null });
    else if (intent.type === "join") this.#set({ meeting: this.#meeting() });
    else if (intent.type === "setMicrophone") this.#mute(intent.on);
    return Promise.resolve();
  }

  /** Something happens: a meeting begins or ends, a fault comes or goes, a volume is turned. */
  live(): void {
    if (this.#still) return;
    const dice = this.#random();
    if (dice < 0.4) this.#set({ meeting: this.#state.meeting === null ? this.#meeting() : null });
    else if (dice < 0.5) this.#fault();
    else this.#set({ volume: { percent: Math.floor(this.#random() * 101) } });
  }

  /** For measuring: a meeting with this title, now; from then on nothing happens here by itself. */
  retitle(title: string): void {
    this.#still = true;
    this.#set({ meeting: { ...this.#meeting(), title } });
  }

  #fault(): void {
    const standing = this.#state.faults.length > 0;
    const since = new Date(this.#now()).toISOString();
    const fault = { code: "camera.missing", severity: "warning", subject: "", detail: "unplugged", since } as const;
    this.#set({ faults: standing ? [] : [fault] });
  }

  #mute(on: boolean): void {
    const { meeting } = this.#state;
    if (meeting !== null) this.#set({ meeting: { ...meeting, microphone: source(on, "microphone-1") } });
  }

  #meeting(): Meeting {
    const at = new Date(this.#now()).toISOString();
    return {
      ...{
        id: `m${this.#now()}`,
        phase: "connected",
        step: null,
        title: "Weekly",
        service: "livekit",
        bookingId: null,
      },
      ...{ startedAt: at, connectedAt: at, endsAt: null, participants: [], share: null, quality: "good" },
      ...{ microphone: source(true, "microphone-1"), camera: source(true, "camera-1") },
      ...{ recording: false, encrypted: false, mutedByOther: false, cameraStoppedByOther: false },
      ...{
        withheld: [],
        hand: null,
        chat: [],
        inTheClear: [],
        bookingChange: null,
        displayWaits: false,
        talkingWhileMuted: false,
      },
    };
  }

  #set(change: Partial<RoomState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

const source = (on: boolean, deviceId: string) => ({
  on,
  wanted: on,
  activity: on ? ("on" as const) : ("off" as const),
  deviceId,
});

const models = ["Poly Studio P15", "Logitech MeetUp", "Jabra PanaCast 50", "AVer CAM520"];

function startState(id: string, name: string, random: () => number): RoomState {
  const model = models[Math.floor(random() * models.length)] as string;
  const device = (kind: "camera" | "microphone" | "speaker"): DeviceState => ({
    ...{ id: `${kind}-1`, title: model, driver: "simulated", phase: "ready", capabilities: [kind], roles: [kind] },
    ...{ port: "1-1", problem: null, standIn: true },
  });
  return {
    room: { id, name, zone: "UTC", language: "en" },
    phase: "ready",
    availability: { free: true, until: null },
    meeting: null,
    lastMeeting: null,
    autoJoin: null,
    noShow: null,
    assisted: null,
    agenda: [],
    calendar: { configured: true, readAt: "2026-11-25T08:00:00Z", stale: false },
    volume: { percent: 50 },
    devices: [device("camera"), device("microphone"), device("speaker")],
    shareSources: [],
    faults: [],
    offers: { meetNow: true, joinByName: true, guest: false, bookNow: false, phone: false },
  };
}
