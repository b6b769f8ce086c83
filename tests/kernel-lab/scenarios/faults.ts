import type { RoomState } from "../../../src/domain/room-state.ts";

/** Whether the panel tells this fault. */
export const hasFault = (code: string) => (state: RoomState) => state.faults.some((fault) => fault.code === code);
