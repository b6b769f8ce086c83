import type { Intent } from "../../domain/intent.ts";
import type { AgendaEntry, DeviceState, RoomState } from "../../domain/room-state.ts";
import type { RoomPort } from "../room-port.ts";
import { pick } from "./dice.ts";
import { devicesOf } from "./equipment.ts";
import type { SimulatedPlace } from "./estate.ts";
import { agendasAround, meetingOf, muted, troubled } from "./happenings.ts";

export interface SimulatedRoomParts {
  id: string;
  place: SimulatedPlace;
  random: () => number;
  now: () => number;
}

/** A room with devices, bookings, faults and meetings that come and go, without any hardware. */
export class SimulatedRoom implements RoomPort {
  #state: RoomState;
  #still = false;
  readonly #parts: SimulatedRoomParts;
  readonly #agenda: readonly AgendaEntry[];
  /** What is there when nothing is wrong. */
  readonly #devices: DeviceState[];
  readonly #listeners = new Set<() => void>();

  constructor(parts: SimulatedRoomParts) {
    const { random, now, place } = parts;
    this.#parts = parts;
    const agenda = pick(random, agendas(now()));
    this.#agenda = agenda;
    this.#devices = devicesOf(place.kind, random);
    this.#state = startState(parts, agenda, this.#devices);
    if (random() < 0.35) this.#state = { ...this.#state, meeting: meetingOf(agenda, now(), random) };
    if (random() < 0.05) this.#state = { ...this.#state, ...troubled(this.#state, now(), random) };
  }

  state(): RoomState {
    return this.#state;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  wish(intent: Intent): Promise<void> {
    const { meeting } = this.#state;
    if (intent.type === "setVolume") this.#set({ volume: { percent: intent.percent } });
    else if (intent.type === "leave") this.#set({ meeting: null });
    else if (intent.type === "join") this.#set({ meeting: this.#meeting() });
    else if (intent.type === "setMicrophone" && meeting !== null) this.#set({ meeting: muted(meeting, intent.on) });
    else if (intent.type === "setCamera" && meeting !== null)
      this.#set({ meeting: { ...meeting, camera: { ...meeting.camera, on: intent.on, wanted: intent.on } } });
    return Promise.resolve();
  }

  /** Something happens: a meeting begins or ends, a fault comes or goes, a volume is turned, the calendar is read. */
  live(): void {
    if (this.#still) return;
    const { random, now } = this.#parts;
    const { meeting, faults, calendar } = this.#state;
    const dice = random();
    if (dice < 0.25) this.#set({ meeting: meeting === null ? this.#meeting() : null });
    else if (faults.length > 0 && dice < 0.6) this.#set({ faults: [], devices: this.#devices, calendar: this.#read() });
    else if (faults.length === 0 && dice < 0.28) this.#set(troubled(this.#state, now(), random));
    else if (dice < 0.6 && !calendar.stale) this.#set({ calendar: this.#read() });
    else this.#set({ volume: { percent: Math.floor(random() * 101) } });
  }

  /** For measuring: a meeting with this title, now; from then on nothing happens here by itself. */
  retitle(title: string): void {
    this.#still = true;
    this.#set({ meeting: { ...this.#meeting(), title } });
  }

  /** For measuring: a fault whose detail is this, now; from then on nothing happens here by itself. */
  fail(subject: string): void {
    this.#still = true;
    const since = new Date(this.#parts.now()).toISOString();
    this.#set({ faults: [{ code: "device.failed", severity: "warning", subject, detail: "", since }] });
  }

  #meeting() {
    return meetingOf(this.#agenda, this.#parts.now(), this.#parts.random);
  }

  #read() {
    return { configured: true, readAt: new Date(this.#parts.now()).toISOString(), stale: false };
  }

  #set(change: Partial<RoomState>): void {
    const { meeting } = change;
    const availability = { free: meeting === null, until: meeting?.endsAt ?? null };
    this.#state = { ...this.#state, ...change, ...(meeting === undefined ? {} : { availability }) };
    for (const listener of this.#listeners) listener();
  }
}

let shared: AgendaEntry[][] | null = null;
const agendas = (nowMs: number): AgendaEntry[][] => {
  shared ??= agendasAround(nowMs);
  return shared;
};

const longestReadAgoMs = 4 * 60_000;

function startState(
  { id, place, random, now }: SimulatedRoomParts,
  agenda: AgendaEntry[],
  devices: DeviceState[],
): RoomState {
  const readAt = new Date(now() - Math.floor(random() * longestReadAgoMs)).toISOString();
  const shareSources = devices.filter(({ capabilities }) => capabilities.includes("capture"));
  return {
    room: { id, name: place.name, zone: place.zone, language: place.zone === "Asia/Shanghai" ? "zh" : "en" },
    phase: "ready",
    availability: { free: true, until: null },
    meeting: null,
    lastMeeting: null,
    autoJoin: null,
    noShow: null,
    assisted: null,
    agenda,
    calendar: { configured: true, readAt, stale: false },
    volume: { percent: 10 * Math.floor(3 + random() * 5) },
    devices,
    shareSources: shareSources.map(({ id: deviceId, title }) => ({ deviceId, title })),
    faults: [],
    offers: { meetNow: true, joinByName: true, guest: false, bookNow: true, phone: false },
  };
}
