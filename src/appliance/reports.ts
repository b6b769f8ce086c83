import { release } from "node:os";
import { join } from "node:path";
import { withoutNames } from "../domain/without-names.ts";
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
