import { effect, signal } from "@preact/signals";
import type { FaultCode } from "../../../domain/fault.ts";
import type { Role, RoomState } from "../../../domain/room-state.ts";
import { room } from "../../shared/connection/room.ts";

const missing: Partial<Record<FaultCode, Role>> = {
  "camera.missing": "camera",
  "microphone.missing": "microphone",
  "speaker.missing": "speaker",
};

const shownMs = 8_000;

/** The role whose device has just come back; null most of the time. */
export const deviceBack = signal<Role | null>(null);

/** Roles that were missing before and are there now. */
export function rolesBack(before: RoomState, now: RoomState): Role[] {
  const still = new Set(now.faults.map(({ code }) => code));
  return before.faults
    .filter(({ code }) => missing[code] !== undefined && !still.has(code))
    .map(({ code }) => missing[code])
    .filter((role) => role !== undefined && now.devices.some(({ roles }) => roles.includes(role))) as Role[];
}

/** Says for a moment that a device is back: whoever plugged it in wants to know. */
export function watchDevicesBack(): void {
  let before: RoomState | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const now = room.value;
    const back = before !== null && now !== null ? rolesBack(before, now)[0] : undefined;
    before = now;
    if (back === undefined) return;
    deviceBack.value = back;
    clearTimeout(timer);
    timer = setTimeout(() => {
      deviceBack.value = null;
    }, shownMs);
  });
}
