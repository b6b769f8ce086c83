import type { RollOutStatus, RoomProgress } from "../../protocol/hub/shown-settings.ts";

/**
 * A staged change as a pure machine: it says which rooms get it now and which get their old settings back; who asks, carries
 * it out and stores the state. Time is given in milliseconds since 1970 UTC.
 */

export interface RollOutRules {
  /** Cumulative shares of the rooms, rising, the last one 100; the first is the canary. At least one room a wave. */
  wavesPercent: number[];
  /** After a wave is through, wait so long before the next one. */
  soakMs: number;
  /** A room that has not answered after this is late: neither good nor bad. */
  patienceMs: number;
  /** More failed than this share of those that answered stops the roll-out... */
  maxFailedPercent: number;
  /** ...once so many have answered, or all of the wave have. */
  minAnswers: number;
  onTooManyFailures: "pause" | "roll back";
}

export interface RollOut {
  rules: RollOutRules;
  /** In the order in which they get the change. */
  rooms: { id: string; progress: RoomProgress; sentAt: number }[];
  status: RollOutStatus;
  /** How many waves have begun. */
  wave: number;
  /** When the current wave was found through; null while it is under way. */
  throughAt: number | null;
  /** In words, for people: why it paused or was rolled back. */
  reason: string;
}

export type RollOutEvent =
  | { type: "tick"; now: number }
  | { type: "answered"; room: string; good: boolean; now: number }
  /** Rooms that came into the scope later: they wait for the last wave, they do not go round the stages. */
  | { type: "joined"; rooms: string[]; now: number }
  | { type: "pause"; now: number; reason: string }
  | { type: "resume"; now: number }
  | { type: "roll back"; now: number; reason: string }
  | { type: "cancel"; now: number; reason: string };

export interface Step {
  rollOut: RollOut;
  /** Rooms that get the change now. */
  send: string[];
  /** Rooms that get their former settings back now. */
  revert: string[];
}

export function startRollOut(rooms: readonly string[], rules: RollOutRules, now: number): Step {
  const waiting = [...new Set(rooms)].map((id) => ({ id, progress: "waiting" as const, sentAt: 0 }));
  return proceed({ rules, rooms: waiting, status: "running", wave: 0, throughAt: null, reason: "" }, now);
}

/** What an event makes of a roll-out. After done, rolled-back and cancelled nothing changes any more. */
export function stepRollOut(rollOut: RollOut, event: RollOutEvent): Step {
  const still = { rollOut, send: [], revert: [] };
  if (rollOut.status !== "running" && rollOut.status !== "paused") return still;
  switch (event.type) {
    case "tick":
      return proceed(withLate(rollOut, event.now), event.now);
    case "answered":
      return proceed(withAnswer(rollOut, event.room, event.good), event.now);
    case "joined":
      return proceed(withJoined(rollOut, event.rooms), event.now);
    case "pause":
      return { ...still, rollOut: { ...rollOut, status: "paused", reason: event.reason } };
    case "resume":
      return resume(rollOut, event.now);
    case "roll back":
      return rollBack(rollOut, event.reason);
    case "cancel":
      return { ...still, rollOut: { ...rollOut, status: "cancelled", reason: event.reason } };
  }
}

/** How many rooms may have the change when so many waves have begun. */
export function allowed(rollOut: Pick<RollOut, "rules" | "rooms">, waves: number): number {
  if (waves === 0) return 0;
  const percent = rollOut.rules.wavesPercent[Math.min(waves, rollOut.rules.wavesPercent.length) - 1] ?? 100;
  return Math.min(rollOut.rooms.length, Math.max(waves, Math.ceil((rollOut.rooms.length * percent) / 100)));
}

/** Somebody has looked and wants to go on: failures until now no longer stop it, new ones do. */
function resume(rollOut: RollOut, now: number): Step {
  if (rollOut.status !== "paused") return { rollOut, send: [], revert: [] };
  return proceed({ ...rollOut, status: "running", reason: "", rooms: rollOut.rooms.map(pardon) }, now);
}

const pardon = (room: RollOut["rooms"][number]) =>
  room.progress === "failed" ? { ...room, progress: "late" as const } : room;

function withAnswer(rollOut: RollOut, id: string, good: boolean): RollOut {
  const rooms = rollOut.rooms.map((room) =>
    room.id === id && (room.progress === "sent" || room.progress === "late")
      ? { ...room, progress: good ? ("applied" as const) : ("failed" as const) }
      : room,
  );
  return { ...rollOut, rooms };
}

function withLate(rollOut: RollOut, now: number): RollOut {
  const late = (room: RollOut["rooms"][number]) =>
    room.progress === "sent" && now - room.sentAt >= rollOut.rules.patienceMs;
  if (!rollOut.rooms.some(late)) return rollOut;
  return { ...rollOut, rooms: rollOut.rooms.map((room) => (late(room) ? { ...room, progress: "late" } : room)) };
}

function withJoined(rollOut: RollOut, ids: string[]): RollOut {
  const known = new Set(rollOut.rooms.map((room) => room.id));
  const fresh = [...new Set(ids)].filter((id) => !known.has(id));
  return {
    ...rollOut,
    rooms: [...rollOut.rooms, ...fresh.map((id) => ({ id, progress: "waiting" as const, sentAt: 0 }))],
  };
}

/** Goes as far as the rules allow now. */
function proceed(rollOut: RollOut, now: number): Step {
  if (rollOut.status !== "running") return { rollOut, send: [], revert: [] };
  const failure = tooManyFailures(rollOut);
  if (failure !== null) {
    if (rollOut.rules.onTooManyFailures === "roll back") return rollBack(rollOut, failure);
    return { rollOut: { ...rollOut, status: "paused", reason: failure }, send: [], revert: [] };
  }
  if (rollOut.rooms.some((room) => room.progress === "sent"))
    return { rollOut: { ...rollOut, throughAt: null }, send: [], revert: [] };
  return between(rollOut, now);
}

/** Nothing is under way: wait for the end of the soak, begin the next wave, or be done. */
function between(rollOut: RollOut, now: number): Step {
  const waiting = rollOut.rooms.some((room) => room.progress === "waiting");
  if (!waiting) return { rollOut: { ...rollOut, status: "done", throughAt: null }, send: [], revert: [] };
  const throughAt = rollOut.throughAt ?? now;
  if (rollOut.wave > 0 && now - throughAt < rollOut.rules.soakMs)
    return { rollOut: { ...rollOut, throughAt }, send: [], revert: [] };
  // A wave of which no room answered well has proven nothing.
  if (rollOut.wave > 0 && !rollOut.rooms.some((room) => room.progress === "applied")) {
    const reason = "no room has applied the change yet";
    return { rollOut: { ...rollOut, status: "paused", reason, throughAt }, send: [], revert: [] };
  }
  return begin(rollOut, now);
}

function begin(rollOut: RollOut, now: number): Step {
  const wave = Math.min(rollOut.wave + 1, rollOut.rules.wavesPercent.length);
  const free = allowed(rollOut, wave) - rollOut.rooms.filter((room) => room.progress !== "waiting").length;
  const send = rollOut.rooms.filter((room) => room.progress === "waiting").slice(0, Math.max(0, free));
  const ids = new Set(send.map((room) => room.id));
  const rooms = rollOut.rooms.map((room) =>
    ids.has(room.id) ? { ...room, progress: "sent" as const, sentAt: now } : room,
  );
  return { rollOut: { ...rollOut, rooms, wave, throughAt: null }, send: [...ids], revert: [] };
}

function tooManyFailures(rollOut: RollOut): string | null {
  const count = (progress: RoomProgress) => rollOut.rooms.filter((room) => room.progress === progress).length;
  const failed = count("failed");
  const answered = failed + count("applied");
  if (failed === 0 || (answered < rollOut.rules.minAnswers && count("sent") > 0)) return null;
  if ((failed * 100) / answered <= rollOut.rules.maxFailedPercent) return null;
  return `${failed} of ${answered} rooms that answered have failed`;
}

function rollBack(rollOut: RollOut, reason: string): Step {
  const had = rollOut.rooms.filter((room) => room.progress !== "waiting" && room.progress !== "reverted");
  const ids = new Set(had.map((room) => room.id));
  const rooms = rollOut.rooms.map((room) => (ids.has(room.id) ? { ...room, progress: "reverted" as const } : room));
  return { rollOut: { ...rollOut, rooms, status: "rolled-back", reason }, send: [], revert: [...ids] };
}
