import { effect, signal } from "@preact/signals";
import type { Role, RoomState } from "../../../domain/room-state.ts";
import { room } from "../../shared/connection/room.ts";
import { rolesBack } from "./roles-back.ts";

const shownMs = 8_000;

/** The role whose device has just come back; null most of the time. */
export const deviceBack = signal<Role | null>(null);

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
