import { RoomkeeperError } from "../../../src/domain/errors.ts";

/** @throws RoomkeeperError with what was seen instead */
export function check(isSo: boolean, what: string, seen: unknown): void {
  if (!isSo) throw new RoomkeeperError("device.protocol", `not so: ${what}; seen: ${JSON.stringify(seen)}`);
}
