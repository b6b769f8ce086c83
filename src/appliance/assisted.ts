import { Windows } from "../assisted-window/windows.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { AssistedMeetings } from "../room/assisted-meetings.ts";
import type { Room } from "../room/room.ts";
import type { TargetPorts } from "../room/targets.ts";
import type { RoomSettings } from "../settings/complete.ts";

interface AssistedParts extends Pick<TargetPorts, "recogniseLink"> {
  room: Room;
  settings: RoomSettings;
  stateFolder: string;
  log: Log;
  clock: Clock;
}

/** Meetings of other services, in windows on this computer's display. */
export async function startAssisted({ stateFolder, ...parts }: AssistedParts) {
  const { settings, clock, log } = parts;
  const language = () => settings.room.language;
  const windows = new Windows({ settings: settings.assisted, language, stateFolder, env: process.env, clock, log });
  await windows.forgetAll();
  const meetings = new AssistedMeetings({ ...parts, windows });
  const stopWatch = meetings.watch();
  return {
    meetings,
    async close() {
      stopWatch();
      await meetings.close();
    },
  };
}
