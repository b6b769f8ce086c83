import type { RoomMetrics } from "../health/metrics.ts";
import type { ServerProbe } from "../health/server-probe.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { WorkerReport } from "../protocol/meeting-worker.ts";
import { DeviceLane } from "../room/device-lane.ts";
import { MeetingLane, type MeetingLanePorts } from "../room/meeting-lane.ts";
import type { Room } from "../room/room.ts";
import type { RoomSettings } from "../settings/complete.ts";
import { spawnDeviceHost, spawnMeetingWorker } from "./children.ts";

interface LanePorts {
  room: Room;
  metrics: RoomMetrics;
  log: Log;
  clock: Clock;
}

/** The device host, reporting to the room. */
export function deviceLane({ room, metrics, log, clock }: LanePorts, settings: RoomSettings): DeviceLane {
  const { width, height, framesPerSecond } = settings.media.camera;
  const ports = {
    spawn: spawnDeviceHost({ log, clock }),
    clock,
    log,
    onDevices: (devices) => room.observe({ type: "devices", devices }),
    onSettingsRefused(driver, detail) {
      log.error("a driver's settings are refused", { driver, detail });
      room.observe({ type: "raised", condition: { code: "device.failed", subject: driver, detail } });
    },
    onDown(detail) {
      metrics.replaced("device-host");
      room.observe({ type: "deviceHostDown", detail });
    },
  } satisfies ConstructorParameters<typeof DeviceLane>[0];
  const cameraSize = { width, height, framesPerSecond };
  return new DeviceLane(ports, { drivers: settings.devices.drivers, modules: settings.devices.modules, cameraSize });
}

/** The meeting workers, reporting to the room. A camera that freezes is reset by its driver. */
export function meetingLane(
  { room, metrics, log, clock }: LanePorts,
  devices: DeviceLane,
  probe: ServerProbe,
  onLook: MeetingLanePorts["onLook"],
): MeetingLane {
  return new MeetingLane({
    spawn: spawnMeetingWorker({ log, clock }),
    probe,
    clock,
    log,
    onReport(report) {
      room.observe({ type: "worker", report });
      followSource(report, devices, log);
    },
    onLook,
    onTakeover(detail) {
      metrics.replaced("meeting-worker");
      room.observe({ type: "meetingPhase", phase: "reconnecting" });
      room.observe({ type: "raised", condition: { code: "meeting-worker.down", subject: "", detail } });
    },
    onRecovered: () => room.observe({ type: "cleared", code: "meeting-worker.down", subject: "" }),
    onEnded: (reason, code, detail) => room.observe({ type: "meetingEnded", reason, code, detail }),
  });
}

function followSource(report: WorkerReport, devices: DeviceLane, log: Log): void {
  if (report.type !== "source" || report.activity !== "failed") return;
  const { source, deviceId, code, detail } = report;
  log.warn("a source of the meeting failed", { source, deviceId, code, detail });
  if (code === "media.frozen" && deviceId !== null) devices.reset(deviceId);
}
