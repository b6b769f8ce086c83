import type { JoinTarget } from "../domain/booking.ts";
import type { TargetPorts } from "../room/targets.ts";
import type { RoomSettings } from "../settings/complete.ts";

/** How links are read in this room. */
export function linkPorts(_settings: RoomSettings): Omit<TargetPorts, "services"> {
  return { recogniseLink: (_: string): JoinTarget | null => null, nativeMeetingOf: () => null };
}
