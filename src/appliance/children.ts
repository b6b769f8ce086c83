import { ChildLink } from "../platform/child-link.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { readHostReport } from "../protocol/device-host.ts";
import { readWorkerReport } from "../protocol/meeting-worker.ts";
import type { DeviceLanePorts, HostLink } from "../room/device-lane.ts";
import type { MeetingLanePorts, WorkerLink } from "../room/meeting-lane.ts";

interface ChildPorts {
  log: Log;
  clock: Clock;
}

/** The device host allocates little: a small nursery saves 10 MB. */
export function spawnDeviceHost({ log, clock }: ChildPorts): DeviceLanePorts["spawn"] {
  return (handlers): HostLink =>
    new ChildLink({
      name: "device host",
      entry: new URL("../device-host/main.ts", import.meta.url),
      read: readHostReport,
      ...handlers,
      log,
      clock,
      nodeFlags: ["--max-semi-space-size=1"],
    });
}

/** A worker that says nothing for two seconds costs the meeting more than its replacement. */
export function spawnMeetingWorker({ log, clock }: ChildPorts): MeetingLanePorts["spawn"] {
  return (handlers): WorkerLink =>
    new ChildLink({
      name: "meeting worker",
      entry: new URL("../meeting-worker/main.ts", import.meta.url),
      read: readWorkerReport,
      ...handlers,
      log,
      clock,
      silentMs: 2000,
      nodeFlags: ["--max-semi-space-size=2"],
    });
}
