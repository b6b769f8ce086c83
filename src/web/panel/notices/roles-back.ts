import type { FaultCode } from "../../../domain/fault.ts";
import type { Role, RoomState } from "../../../domain/room-state.ts";

const missing: Partial<Record<FaultCode, Role>> = {
  "camera.missing": "camera",
  "microphone.missing": "microphone",
  "speaker.missing": "speaker",
};

/** Roles that were missing before and are there now. */
export function rolesBack(before: RoomState, now: RoomState): Role[] {
  const still = new Set(now.faults.map(({ code }) => code));
  return before.faults
    .filter(({ code }) => missing[code] !== undefined && !still.has(code))
    .map(({ code }) => missing[code])
    .filter((role) => role !== undefined && now.devices.some(({ roles }) => roles.includes(role))) as Role[];
}
