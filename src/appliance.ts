import { randomUUID } from "node:crypto";
import packageJson from "../package.json" with { type: "json" };
import type { Booking, JoinTarget } from "./domain/booking.ts";
import type { RoomkeeperError } from "./domain/errors.ts";
import { RoomMetrics } from "./health/metrics.ts";
import { ServerProbe } from "./health/server-probe.ts";
import type { Watchdog } from "./health/watchdog.ts";
import { startPanelServer } from "./panel/server.ts";
import { ChildLink } from "./platform/child-link.ts";
import { type Clock, systemClock } from "./platform/clock.ts";
import { deviceId, relatedUuid } from "./platform/device-id.ts";
import type { Log } from "./platform/log.ts";
import { readHostReport } from "./protocol/device-host.ts";
import { readWorkerReport } from "./protocol/meeting-worker.ts";
import { Controller } from "./room/controller.ts";
import { DeviceLane, type HostLink } from "./room/device-lane.ts";
import { runEffects } from "./room/effects.ts";
import { MeetingLane, type WorkerLink } from "./room/meeting-lane.ts";
import { Room } from "./room/room.ts";
import { meetingTargetOf } from "./room/targets.ts";
import { servicesOf } from "./services/index.ts";
import type { RoomSettings } from "./settings/complete.ts";

export interface ApplianceOptions {
  settings: RoomSettings;
  /** Folder with the built pages. */
  pagesFolder: string;
  /** For what must survive a restart. */
  stateFolder: string;
  log: Log;
  clock?: Clock;
  /** Learns that the room's loop goes round. */
  watchdog?: Pick<Watchdog, "loop">;
}

export interface Appliance {
  panelUrl: string;
  /** Nobody is in a meeting: settings may change. */
  idle(): boolean;
  settingsRefused(error: RoomkeeperError | null): void;
  close(): Promise<void>;
}

/** The room daemon, put together: the visible list of what is built, in order. */
export async function startAppliance(options: ApplianceOptions): Promise<Appliance> {
  const { settings, pagesFolder, stateFolder, log, clock = systemClock, watchdog } = options;
  const id = await deviceId(stateFolder);
  const identity = `room-${settings.room.id}-${id.slice(0, 8)}`;
  const services = servicesOf(settings);
  const links = linkPorts();
  const targets = { services, ...links };
  const canJoin = ({ join }: Booking) => join !== null && meetingTargetOf(join, targets) !== null;
  const canMeet = services.some(({ takesNames }) => takesNames);
  const room = new Room({ nowMs: () => clock.now(), view: { settings, canJoin, canMeet } });
  const metrics = metricsOf(room, clock);
  const probe = new ServerProbe({ clock });
  const devices = deviceLane(room, metrics, settings, log, clock);
  const lane = meetingLane(room, metrics, devices, probe, log, clock);
  const controller = new Controller({ ...targets, room, lane, settings, identity, deviceId: id, clock });
  const alive = watchdog?.loop("room") ?? (() => {});
  const stopEffects = runEffects({ room, controller, lane, devices, probe, settings, canJoin, clock, log, alive });
  devices.start();

  const panel = await startPanelServer({
    host: settings.panel.host,
    port: settings.panel.port,
    allowedHosts: settings.panel.names,
    pagesFolder,
    guest: settings.panel.guest,
    room: {
      state: () => room.current(),
      onChange: (listener) => room.onChange(listener),
      wish: metrics.counting((intent) => controller.wish(intent)),
    },
    metrics: () => metrics.text(),
    readiness: () => readinessOf(room),
    tickets: ticketPort(controller, identity, id, settings.room.name),
    log,
    clock,
  });
  return {
    panelUrl: panel.url,
    idle: () => room.model.meeting === null,
    settingsRefused: (error) => tellSettings(room, error),
    async close() {
      stopEffects();
      lane.close();
      devices.close();
      await panel.close();
    },
  };
}

function metricsOf(room: Room, clock: Clock): RoomMetrics {
  return new RoomMetrics({
    version: packageJson.version,
    state: () => room.current().state,
    statistics: () => room.model.statistics,
    nowMs: () => clock.now(),
  });
}

function deviceLane(room: Room, metrics: RoomMetrics, settings: RoomSettings, log: Log, clock: Clock): DeviceLane {
  const { width, height, framesPerSecond } = settings.media.camera;
  return new DeviceLane(
    {
      spawn: (handlers): HostLink =>
        new ChildLink({
          name: "device host",
          entry: new URL("./device-host/main.ts", import.meta.url),
          read: readHostReport,
          ...handlers,
          log,
          clock,
        }),
      clock,
      log,
      onDevices: (list) => room.observe({ type: "devices", devices: list }),
      onSettingsRefused: (driver, detail) =>
        room.observe({ type: "raised", condition: { code: "device.failed", subject: driver, detail } }),
      onDown(detail) {
        metrics.replaced("device-host");
        room.observe({ type: "deviceHostDown", detail });
      },
    },
    { drivers: settings.devices.drivers, cameraSize: { width, height, framesPerSecond } },
  );
}

function meetingLane(
  room: Room,
  metrics: RoomMetrics,
  devices: DeviceLane,
  probe: ServerProbe,
  log: Log,
  clock: Clock,
): MeetingLane {
  return new MeetingLane({
    spawn: (handlers): WorkerLink =>
      new ChildLink({
        name: "meeting worker",
        entry: new URL("./meeting-worker/main.ts", import.meta.url),
        read: readWorkerReport,
        ...handlers,
        log,
        clock,
        silentMs: 2000,
      }),
    probe,
    clock,
    log,
    onReport(report) {
      room.observe({ type: "worker", report });
      const frozen = report.type === "source" && report.code === "media.frozen" ? report.deviceId : null;
      if (frozen !== null) devices.reset(frozen);
    },
    onTakeover(detail) {
      metrics.replaced("meeting-worker");
      room.observe({ type: "meetingPhase", phase: "reconnecting" });
      room.observe({ type: "raised", condition: { code: "meeting-worker.down", subject: "", detail } });
    },
    onRecovered: () => room.observe({ type: "cleared", code: "meeting-worker.down", subject: "" }),
    onEnded: (reason, code, detail) => room.observe({ type: "meetingEnded", reason, code, detail }),
  });
}

function readinessOf(room: Room) {
  const parts = { devices: room.model.devicesKnown };
  return { ready: Object.values(parts).every(Boolean), parts };
}

function ticketPort(controller: Controller, identity: string, id: string, roomName: string) {
  const display = {
    purpose: "display",
    identity: `${identity}-display`,
    uuid: relatedUuid(id, "display"),
    name: `${roomName} display`,
  } as const;
  return {
    display: () => controller.pageTicket(display),
    guest(name: string) {
      const uuid = randomUUID();
      return controller.pageTicket({ purpose: "guest", identity: `guest-${uuid}`, uuid, name });
    },
  };
}

function tellSettings(room: Room, error: RoomkeeperError | null): void {
  if (error === null) room.observe({ type: "cleared", code: "settings.rejected", subject: "" });
  else room.observe({ type: "raised", condition: { code: "settings.rejected", subject: "", detail: error.message } });
}

function linkPorts() {
  return { recogniseLink: (_: string): JoinTarget | null => null, nativeMeetingOf: (_: JoinTarget) => null };
}
