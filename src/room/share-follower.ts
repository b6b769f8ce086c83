import type { MeetingLane } from "./meeting-lane.ts";
import { readyDevices, shareSourceOf } from "./roles.ts";
import type { Room } from "./room.ts";

interface FollowPorts {
  room: Pick<Room, "model">;
  lane: Pick<MeetingLane, "want">;
}

/**
 * Opens a running share anew when its input has another picture (the laptop changed its resolution) or its sound has come.
 * @returns what looks
 */
export function shareFollower({ room, lane }: FollowPorts): () => void {
  let known: { deviceId: string; source: string } | null = null;
  return () => {
    const deviceId = room.model.meeting?.share?.deviceId;
    if (deviceId === undefined) known = null;
    const device = readyDevices(room.model, "capture").find(({ id }) => id === deviceId);
    const share = device === undefined ? null : shareSourceOf(device);
    if (device === undefined || share === null) return;
    const source = JSON.stringify([share.video.recipe, share.audio]);
    const before = known;
    known = { deviceId: device.id, source };
    if (before?.deviceId !== device.id || before.source === source) return;
    lane.want({ share }, { type: "startShare", source: share });
  };
}
