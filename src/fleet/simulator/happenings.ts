import type { Fault, FaultCode } from "../../domain/fault.ts";
import { faultTable } from "../../domain/fault.ts";
import type { Meeting, Participant } from "../../domain/meeting.ts";
import type { AgendaEntry, DeviceState, RoomState } from "../../domain/room-state.ts";
import { diceOf, pick } from "./dice.ts";

const titles = [
  ...["Weekly", "Design review", "Stand-up", "Budget 2027", "Interview", "Customer call: Nordwind", "Sprint planning"],
  ...[
    "1:1",
    "All hands",
    "Architecture board",
    "项目周会",
    "季度总结",
    "Démo client",
    "Ops hand-over",
    "Risk committee",
  ],
];
const people = [
  ...[
    "Ada Brandt",
    "Ben Okafor",
    "Chen Wei",
    "Dana Levi",
    "Emil Sørensen",
    "Fatima Zahra",
    "Giulia Conti",
    "王芳",
    "李强",
  ],
  ...["Hugo Martin", "Ines Duarte", "Jan Kowalski", "Kavya Rao", "Liam Murphy", "Mei Tanaka", "Noor Haddad"],
];

const halfHourMs = 1_800_000;
const schedules = 40;

/** Days of bookings around now; rooms share them, so that thousands need no memory of their own. */
export function agendasAround(nowMs: number): AgendaEntry[][] {
  const start = nowMs - (nowMs % halfHourMs) - 4 * halfHourMs;
  return Array.from({ length: schedules }, (_, seed) => {
    const dice = diceOf(seed + 1);
    const entries: AgendaEntry[] = [];
    for (let slot = 0; slot < 20; slot += 1 + Math.floor(dice() * 3)) {
      if (dice() < 0.35) continue;
      const from = start + slot * halfHourMs;
      const length = dice() < 0.5 ? halfHourMs : 2 * halfHourMs;
      const hidden = dice() < 0.1;
      entries.push({
        ...{
          id: `b${seed}-${slot}`,
          title: hidden ? "" : pick(dice, titles),
          organiser: hidden ? null : pick(dice, people),
        },
        ...{ start: iso(from), end: iso(from + length), allDay: false, tentative: dice() < 0.05, private: hidden },
        ...{ service: "livekit", native: true, assisted: null },
        ...(from > nowMs ? { joinable: false, noJoin: "too-early" } : { joinable: true, noJoin: null }),
      });
    }
    return entries;
  });
}

const iso = (ms: number) => new Date(ms).toISOString();

/** Who may be in meetings; shared for the same reason. */
const crowds: Participant[][] = Array.from({ length: 24 }, (_, seed) => {
  const dice = diceOf(seed + 101);
  return Array.from({ length: 1 + Math.floor(dice() * 7) }, (__, at) => ({
    ...{ identity: `p${seed}-${at}`, name: people[(seed * 5 + at) % people.length] as string, speaking: at === 0 },
    ...{ microphone: dice() < 0.7 ? "muted" : "on", camera: dice() < 0.6 ? "on" : "none" },
    ...{ sharing: false, handRaised: dice() < 0.05 },
  }));
});

const source = (on: boolean, deviceId: string) => ({
  ...{ on, wanted: on, activity: on ? ("on" as const) : ("off" as const), deviceId },
});

/** The meeting of what is booked now, or one that somebody began. */
export function meetingOf(agenda: readonly AgendaEntry[], nowMs: number, dice: () => number): Meeting {
  const now = iso(nowMs);
  const booked = agenda.find(({ start, end }) => start <= now && now < end);
  const at = iso(nowMs - Math.floor(dice() * 20) * 60_000);
  return {
    ...{ id: `m${nowMs}`, phase: "connected", step: null, service: "livekit", bookingId: booked?.id ?? null },
    ...{ title: booked?.title ?? pick(dice, titles), startedAt: at, connectedAt: at, endsAt: booked?.end ?? null },
    ...{
      participants: pick(dice, crowds),
      share: null,
      quality: dice() < 0.93 ? "good" : "poor",
      encrypted: dice() < 0.3,
    },
    ...{ microphone: source(dice() < 0.6, "microphone-2"), camera: source(true, "camera-1"), recording: dice() < 0.1 },
    ...{ mutedByOther: false, cameraStoppedByOther: false, withheld: [], hand: { raised: false }, chat: [] },
    ...{ inTheClear: [], bookingChange: null, displayWaits: false, talkingWhileMuted: false },
  };
}

export const muted = (meeting: Meeting, on: boolean): Meeting => ({
  ...meeting,
  microphone: source(on, "microphone-2"),
});

interface Trouble {
  code: FaultCode;
  detail: string;
  /** What else shows it: the devices, the calendar. */
  state?: (state: RoomState) => Partial<RoomState>;
}

const broken = (code: string, message: string) => (state: RoomState, capability: string) => ({
  devices: state.devices.map((device): DeviceState => {
    if (!device.capabilities.some((one) => one === capability)) return device;
    return { ...device, phase: "faulted", problem: { code, message } };
  }),
});
const without = (state: RoomState, capability: string) => ({
  devices: state.devices.filter(({ capabilities }) => !capabilities.some((one) => one === capability)),
});

const troubles: readonly Trouble[] = [
  { code: "camera.missing", detail: "unplugged at port 1-1", state: (state) => without(state, "camera") },
  {
    ...{ code: "camera.failed", detail: "no picture for 10 s" },
    state: (state) => broken("device.busy", "another program has the camera: end it")(state, "camera"),
  },
  { code: "microphone.failed", detail: "only silence for two minutes" },
  { code: "speaker.missing", detail: "unplugged at port 1-2", state: (state) => without(state, "speaker") },
  {
    ...{ code: "device.failed", detail: "the display at /dev/ttyUSB0 does not answer" },
    state: (state) => broken("device.timeout", "it does not answer: check its power and cable")(state, "display"),
  },
  { code: "meeting.failed", detail: "the meeting server refused the token: expired" },
  { code: "network.down", detail: "meet.example.org does not answer (timeout)" },
  {
    ...{ code: "calendar.failed", detail: "the calendar answered 401" },
    state: ({ calendar }) => ({ calendar: { ...calendar, stale: true } }),
  },
  { code: "clock.wrong", detail: "47 s behind the calendar's server" },
  { code: "settings.rejected", detail: "audio.gain: a number from -20 to 20 is expected" },
];

/** Something goes wrong: the fault, and all that shows it. */
export function troubled(state: RoomState, nowMs: number, dice: () => number): Partial<RoomState> {
  const { code, detail, state: shows } = pick(dice, troubles);
  const fault: Fault = { code, severity: faultTable[code].severity, subject: "", detail, since: iso(nowMs) };
  return { ...shows?.(state), faults: [fault] };
}
