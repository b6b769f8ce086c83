import { networkInterfaces } from "node:os";
import { RoomkeeperError } from "../../../src/domain/errors.ts";

/**
 * An address of this computer that itself and the guest reach (through QEMU's network, which forwards as this computer would): the
 * media server announces one address to both. @throws RoomkeeperError without one
 */
export function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const found = all.find(({ family, internal }) => family === "IPv4" && !internal);
  if (found !== undefined) return found.address;
  throw new RoomkeeperError(
    "config.invalid",
    "this computer has no address but its loopback; give it one: ip addr add 10.0.2.2/32 dev lo",
  );
}
