import { RoomkeeperError } from "../../../src/domain/errors.ts";

/** @throws RoomkeeperError with what was seen instead */
export function check(isSo: boolean, what: string, seen: unknown): void {
  if (!isSo) throw new RoomkeeperError("device.protocol", `not so: ${what}; seen: ${JSON.stringify(seen)}`);
}

export function near(value: number, wanted: number, tolerance: number): boolean {
  return Math.abs(value - wanted) <= tolerance;
}
