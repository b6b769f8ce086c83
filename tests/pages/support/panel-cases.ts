import type { CameraControl } from "../../../src/domain/capability.ts";
import type { EndReason } from "../../../src/domain/meeting.ts";
import type { NoJoinReason, RoomState } from "../../../src/domain/room-state.ts";
import { assistedCases } from "./assisted-cases.ts";
import {
  agenda,
  device,
  enrolment,
  entry,
  fault,
  idle,
  inCall,
  inMinutes,
  messages,
  people,
  person,
  source,
} from "./room-states.ts";

/** Moves, zooms, and has two kept positions. */
export const movingCamera = device({
  id: "cam-1",
  title: "Logitech Rally Camera",
  roles: ["camera"],
  capabilities: ["camera", "ptz"],
  ptz: {
    pan: true,
    tilt: true,
    zoom: true,
    presets: [
      { number: 1, name: "Preset 1" },
      { number: 2, name: "Whiteboard at the window" },
    ],
  },
});

const control = (name: string, minimum: number, maximum: number, value: number): CameraControl => ({
  ...{ name, kind: "integer", minimum, maximum, step: 1, default: value, value, inactive: false, options: [] },
});

/** Its picture can be set: white balance by hand, exposure and focus automatic. */
export const picturedCamera = device({
  ...movingCamera,
  capabilities: ["camera", "ptz", "cameraControls"],
  picture: [
    control("brightness", 0, 255, 128),
    control("contrast", 0, 255, 140),
    control("saturation", 0, 255, 128),
    control("sharpness", 0, 255, 90),
    { ...control("white_balance_temperature", 2800, 6500, 4600), step: 10 },
    { ...control("white_balance_automatic", 0, 1, 0), kind: "boolean" },
    { ...control("exposure_time_absolute", 3, 2047, 250), inactive: true },
    {
      ...control("auto_exposure", 0, 3, 3),
      kind: "menu",
      options: [
        { value: 1, title: "Manual Mode" },
        { value: 3, title: "Aperture Priority Mode" },
      ],
    },
    { ...control("focus_absolute", 0, 250, 30), step: 5, inactive: true },
    { ...control("focus_automatic_continuous", 0, 1, 1), kind: "boolean" },
  ],
});

const longTitle =
  "Quarterly alignment of the international product, design and engineering organisations with external partners, " +
  "their suppliers, their auditors and everybody else who could not be reached by an ordinary invitation in good time";

/** Every state of the panel that a RoomState can express, by name. */
export const panelCases: Record<string, RoomState> = {
  ...assistedCases,
  booting: idle({ phase: "starting" }),
  "idle, free all day": idle({ agenda: [], availability: { free: true, until: null } }),
  "idle, free until": idle({ agenda: agenda.slice(1), availability: { free: true, until: inMinutes(68) } }),
  "idle, no calendar": idle({
    agenda: [],
    availability: { free: true, until: null },
    calendar: { configured: false, readAt: null, stale: false },
  }),
  "to be claimed by its hub": idle({ enrolment }),
  soon: idle(),
  "idle, can be booked": idle({
    agenda: [],
    availability: { free: true, until: inMinutes(50) },
    offers: { ...idle().offers, bookNow: true },
  }),
  "nobody came": idle({
    agenda: readyAgenda(),
    noShow: { bookingId: "b1", title: "Design review", at: inMinutes(1.5) },
  }),
  "ready to join": idle({ agenda: readyAgenda() }),
  "ready to join, long title": idle({ agenda: readyAgenda(longTitle) }),
  "ready to join, two at the same time": idle({
    agenda: [
      ...readyAgenda(longTitle),
      entry({ id: "b4", title: "Interview", start: inMinutes(4), end: inMinutes(38), joinable: true, noJoin: null }),
    ],
  }),
  "auto-join countdown": idle({
    agenda: readyAgenda(),
    autoJoin: { bookingId: "b1", title: "Design review", at: inMinutes(0.6) },
  }),
  joining: inCall({ phase: "joining", step: "connecting", connectedAt: null, startedAt: inMinutes(0) }),
  "joining takes long": inCall({ phase: "joining", step: "publishing", connectedAt: null, startedAt: inMinutes(-1) }),
  lobby: inCall({ phase: "lobby", connectedAt: null, startedAt: inMinutes(-1) }),
  "in call": inCall({ recording: true, encrypted: true }),
  "in call, alone": inCall({ participants: [], endsAt: null, bookingId: null }),
  "in call, many": inCall({ participants: crowd() }),
  "in call, muted": inCall({ microphone: source(false), camera: source(false) }),
  "in call, muted by somebody": inCall({ microphone: source(false), mutedByOther: true }),
  "in call, hand and messages": inCall({ hand: { raised: false }, chat: messages }),
  "in call, hand raised": inCall({ hand: { raised: true } }),
  "in call, not allowed": inCall({
    microphone: source(false, { wanted: true, activity: "failed" }),
    withheld: ["microphone", "camera", "share"],
    hand: { raised: false },
  }),
  "in call, camera stopped": inCall({ camera: source(false), cameraStoppedByOther: true }),
  "in call, booking cancelled": inCall({ bookingChange: "cancelled" }),
  "in call, somebody in the clear": inCall({ encrypted: true, inTheClear: ["Bo"] }),
  "in call, display waits": inCall({ displayWaits: true }),
  "in call, talking while muted": inCall({ microphone: source(false), talkingWhileMuted: true }),
  "in call, sound off": inCall({}, { volume: { percent: 0 } }),
  "in call, switching": inCall({
    microphone: source(false, { wanted: true, activity: "starting" }),
    camera: source(false, { wanted: true, activity: "failed" }),
  }),
  "in call, no camera": inCall(
    { camera: source(false, { activity: "missing", deviceId: null }) },
    { faults: [fault("camera.missing")], devices: [speaker()] },
  ),
  "share waiting": inCall({ share: { deviceId: "hdmi-1", title: "HDMI", activity: "starting" } }),
  sharing: inCall({ share: { deviceId: "hdmi-1", title: "HDMI", activity: "on" } }),
  "sharing something dark": inCall({ share: { deviceId: "hdmi-1", title: "HDMI", activity: "on", blank: true } }),
  "shared device unplugged": inCall({ shareLost: { title: "HDMI dongle", at: inMinutes(0) } }),
  "source interlaced": inCall({}, { shareSources: [], shareRefusals: [{ title: "HDMI input", why: "interlaced" }] }),
  "source unsteady": inCall({}, { shareSources: [], shareRefusals: [{ title: "HDMI input", why: "unsteady" }] }),
  "source unsupported": inCall({}, { shareSources: [], shareRefusals: [{ title: "HDMI input", why: "unsupported" }] }),
  "share fails": inCall({ share: { deviceId: "hdmi-1", title: "HDMI", activity: "failed" } }),
  "nothing to share": inCall({}, { shareSources: [] }),
  degraded: inCall({ quality: "poor" }),
  reconnecting: inCall({ phase: "reconnecting", quality: "lost" }),
  leaving: inCall({ phase: "leaving" }),
  "extend offer": inCall({ endsAt: inMinutes(6) }),
  "extend limited": inCall(
    { endsAt: inMinutes(6) },
    { agenda: [entry({ id: "n", start: inMinutes(25), end: inMinutes(60) })] },
  ),
  "booked time over": inCall({ endsAt: inMinutes(-3) }, { agenda: [] }),
  "device missing": idle({ faults: [fault("microphone.missing"), fault("camera.missing")], devices: [] }),
  "device fails": idle({
    faults: [fault("device.failed", { subject: "spk-2", detail: "Jabra: /dev/hidraw0 may not be opened (EACCES)" })],
    devices: [
      ...idle().devices,
      device({
        id: "spk-2",
        title: "Jabra Speak 510 at the window",
        phase: "faulted",
        capabilities: [],
        problem: { code: "device.permission", message: "/dev/hidraw0 may not be opened (EACCES)" },
      }),
    ],
  }),
  "calendar old": idle({
    faults: [fault("calendar.stale", { detail: "ics https://calendar.example/oak.ics: timed out" })],
    calendar: { configured: true, readAt: inMinutes(-40), stale: true },
  }),
  "clock wrong": idle({ faults: [fault("clock.wrong")] }),
  "bench camera": idle({ devices: bench(), faults: [fault("bench.in-use")], agenda: readyAgenda() }),
  "bench camera in call": inCall({}, { devices: bench(), faults: [fault("bench.in-use")] }),
  "long names": idle({ ...longNames(), agenda: readyAgenda(longTitle) }),
  "long names in call": inCall(
    { title: longTitle, recording: true, encrypted: true, participants: [person(longTitle), person("Ана".repeat(30))] },
    { ...longNames(), devices: bench(longTitle), faults: [fault("bench.in-use"), fault("microphone.failed")] },
  ),
  "long names while joining": inCall({ phase: "joining", step: "publishing", title: longTitle }, longNames()),
  "busy, nothing known": idle({ agenda: [], availability: { free: false, until: inMinutes(30) } }),
};

for (const reason of ["no-link", "assisted", "not-configured"] satisfies NoJoinReason[]) {
  panelCases[`no Join: ${reason}`] = idle({
    availability: { free: false, until: inMinutes(40) },
    agenda: [
      entry({ id: "b9", start: inMinutes(-5), end: inMinutes(40), noJoin: reason, service: "teams", native: false }),
      ...agenda.slice(1),
    ],
  });
}

const ends: EndReason[] = [
  "left",
  "ended-by-host",
  "removed",
  "duplicate",
  "refused",
  "unreachable",
  "failed",
  "denied",
  "encrypted",
  "cancelled",
  "window-lost",
];
for (const reason of ends) {
  panelCases[`ended: ${reason}`] = idle({
    agenda: readyAgenda(),
    lastMeeting: {
      title: "Design review",
      reason,
      code: reason === "failed" ? "meeting.timeout" : null,
      detail: "publishing took 20 s",
      at: inMinutes(0),
    },
  });
}

function readyAgenda(title = "Design review") {
  return [
    entry({ id: "b1", title, start: inMinutes(2), end: inMinutes(47), joinable: true, noJoin: null }),
    ...agenda.slice(1),
  ];
}

function crowd() {
  const names = ["Carla Montenegro-Vasquez de la Torre", "Dmitri", "Eun-ji Park", "Fatima", "Goran", "王芳", "Ingrid"];
  return [...people, ...names.map((name) => person(name, { sharing: name === "Dmitri" }))];
}

function longNames(): Partial<RoomState> {
  return { room: { ...idle().room, name: "Konferenzraum Marie Skłodowska-Curie im dritten Obergeschoss" } };
}

function bench(title = "") {
  const kind = { driver: "bench", standIn: true, port: "" };
  return [
    device({ ...kind, id: "bench-cam", title: `Bench camera ${title}`.trim(), roles: ["camera"] }),
    device({
      ...kind,
      id: "bench-mic",
      title: "Bench microphone",
      capabilities: ["microphone"],
      roles: ["microphone"],
    }),
    device({ ...kind, id: "bench-spk", title: "Bench speaker", capabilities: ["speaker"], roles: ["speaker"] }),
  ];
}

function speaker() {
  return device({
    id: "spk-1",
    title: "Jabra Speak2 75",
    capabilities: ["microphone", "speaker"],
    roles: ["microphone", "speaker"],
  });
}
