import type { Field } from "./report-descriptor.ts";
import type { Reading } from "./reports.ts";

/** What somebody did at the device. A wish: the room decides, and the lamps show what it decided. */
export type ButtonEvent =
  /** The mute key of a device that only tells presses. */
  | { type: "muteToggled" }
  /** The mute key of a device that keeps the state itself. */
  | { type: "muteSet"; muted: boolean }
  | { type: "hook"; offHook: boolean }
  | { type: "hookToggled" }
  | { type: "volume"; step: 1 | -1 };

/** What the keys were like so far. Plain and immutable. */
export interface ButtonState {
  /** Last value of each field that carries a button. */
  readonly values: Readonly<Record<string, number>>;
  /** When each usage was last taken as pressed, monotonic ms. */
  readonly pressedAt: Readonly<Record<string, number>>;
}

export const noButtons: ButtonState = { values: {}, pressedAt: {} };

/**
 * The same press under a second report id follows within some 50 ms (Plantronics); nobody presses twice as fast.
 */
const echoMs = 150;
/**
 * A one-shot key sends no release, so that its next press does not rise. A held key's bit stays set in reports about other
 * things, for up to 2.5 s (Jabra). What comes later than this is another press.
 */
const oneShotMs = 3_000;

const mutes = ["phone-mute", "mute"];
const volumeSteps: Readonly<Record<string, 1 | -1>> = { "volume-up": 1, "volume-down": -1 };

/** Takes one report's readings. `muteUsage` is the one mute key that counts where a device has two. */
export function takeReadings(
  state: ButtonState,
  readings: readonly Reading[],
  nowMs: number,
  muteUsage: string | null,
): [ButtonState, ButtonEvent[]] {
  let next = state;
  const events: ButtonEvent[] = [];
  for (const { usage, value, field } of readings) {
    if (usage !== "hook-switch" && volumeSteps[usage] === undefined && !(mutes.includes(usage) && usage === muteUsage))
      continue;
    const before = next.values[keyOf(usage, field)];
    next = { ...next, values: { ...next.values, [keyOf(usage, field)]: value } };
    if (keepsState(usage, field)) {
      // What was never told is at rest: 0.
      if (value !== (before ?? 0)) events.push(levelEvent(usage, value === 1));
      continue;
    }
    if (value !== 1 || !isPress(before ?? 0, next.pressedAt[usage] ?? Number.NEGATIVE_INFINITY, nowMs, usage, field))
      continue;
    next = { ...next, pressedAt: { ...next.pressedAt, [usage]: nowMs } };
    events.push(pressEvent(usage));
  }
  return [next, events];
}

const keyOf = (usage: string, { reportId, bitOffset }: Field) => `${usage} ${reportId} ${bitOffset}`;

/**
 * Whether a field keeps a state (absolute) or tells presses (relative). Volume keys are keys either way, and so is a consumer mute
 * key that falls back by itself: a switch has no preferred state (HID Usage Tables 1.5, 3.4.1.2).
 */
export function keepsState(usage: string, { relative, noPreferred }: Pick<Field, "relative" | "noPreferred">): boolean {
  return !relative && volumeSteps[usage] === undefined && (usage !== "mute" || noPreferred);
}

function isPress(before: number, pressedAt: number, nowMs: number, usage: string, field: Field): boolean {
  const sinceMs = nowMs - pressedAt;
  if (sinceMs < echoMs) return false;
  if (before === 0) return true;
  // Each report of a relative volume key is a step; a held absolute one is one press.
  if (volumeSteps[usage] !== undefined) return field.relative;
  return sinceMs >= oneShotMs;
}

const levelEvent = (usage: string, on: boolean): ButtonEvent =>
  usage === "hook-switch" ? { type: "hook", offHook: on } : { type: "muteSet", muted: on };

function pressEvent(usage: string): ButtonEvent {
  const step = volumeSteps[usage];
  if (step !== undefined) return { type: "volume", step };
  return usage === "hook-switch" ? { type: "hookToggled" } : { type: "muteToggled" };
}
