import { release } from "node:os";
import { join } from "node:path";
import type { RoomState } from "../domain/room-state.ts";
import { ProblemReports } from "../health/problem-reports.ts";
import type { Clock } from "../platform/clock.ts";
import { logTail } from "../platform/log-tail.ts";
import { redact } from "../platform/redact.ts";
import type { Room } from "../room/room.ts";

interface ReportParts {
  room: Pick<Room, "current" | "model">;
  version: string;
  stateFolder: string;
  clock: Clock;
}

/** Reports of problems, with what the daemon knows: kept in the state folder. */
export function problemReports({ room, version, stateFolder, clock }: ReportParts): ProblemReports {
  return new ProblemReports({
    folder: join(stateFolder, "reports"),
    nowMs: () => clock.now(),
    evidence: () => ({
      versions: { roomkeeper: version, node: process.version, kernel: release() },
      uptimeSeconds: Math.round(process.uptime()),
      memoryBytes: process.memoryUsage.rss(),
      state: withoutNames(room.current().state),
      devices: room.model.devices.map(({ capabilities, ...device }) => ({ ...device, capabilities })),
      statistics: room.model.statistics,
      log: logTail.lines().map((line) => redact(line)),
    }),
  });
}

/** Who met whom, and what about, is nobody's business who mends a camera. */
function withoutNames(state: RoomState): RoomState {
  const { meeting, assisted, lastMeeting, autoJoin } = state;
  const untitled = { title: "" };
  return {
    ...state,
    agenda: state.agenda.map((entry) => ({ ...entry, ...untitled, organiser: null })),
    meeting: meeting && {
      ...meeting,
      ...untitled,
      participants: meeting.participants.map((person, index) => ({ ...person, identity: `${index}`, name: "" })),
    },
    assisted: assisted && { ...assisted, ...untitled },
    lastMeeting: lastMeeting && { ...lastMeeting, ...untitled },
    autoJoin: autoJoin && { ...autoJoin, ...untitled },
  };
}
