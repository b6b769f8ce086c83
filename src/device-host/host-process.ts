import { join } from "node:path";
import type { DeviceReport } from "../domain/device.ts";
import { messageOf, RoomkeeperError } from "../domain/errors.ts";
import type { AnyDriver } from "../driver-contract/index.ts";
import { systemClock } from "../platform/clock.ts";
import { createLog, type Log } from "../platform/log.ts";
import { cacheFolder, stateFolder } from "../platform/paths.ts";
import { preferThisProcess } from "../platform/priority.ts";
import { type HostOrder, type HostReport, readHostOrder } from "../protocol/device-host.ts";
import { blameOf } from "./blame.ts";
import { Endings } from "./endings.ts";
import { enumeratorOf } from "./enumerate/enumerate.ts";
import { rootsIn } from "./enumerate/sysfs.ts";
import { DeviceHost } from "./host.ts";
import { watchHotplug } from "./hotplug.ts";
import { Leases } from "./leases.ts";
import { memoryIn } from "./memory.ts";
import { portResetter } from "./port-reset.ts";
import { transportsIn } from "./transports/transports.ts";
import { v4l2Role } from "./transports/v4l2.ts";

/**
 * The device host as a process: orders in and reports out by the IPC channel that `child_process.fork` made. It ends when
 * the channel does, so that it never outlives its daemon. Ctrl-C reaches it together with the daemon, whose order it awaits.
 */
export function runDeviceHost(catalog: readonly AnyDriver[]): void {
  const log = createLog(process.env.ROOMKEEPER_LOG_LEVEL ?? "info", { process: "device-host" });
  preferThisProcess(log);
  const roots = rootsIn(process.env.ROOMKEEPER_DEVICE_ROOT ?? "/");
  const leases = new Leases();
  const endings = new Endings();
  const blame = blameOf(
    catalog.map((driver) => driver.manifest.id),
    report,
    log,
  );
  const host = new DeviceHost({
    catalog,
    clock: systemClock,
    log,
    transportsFor: transportsIn({
      ...{ cacheFolder: cacheFolder(process.env), leases, roots },
      ending: (work) => endings.add(work),
    }),
    memoryFor: memoryIn(join(stateFolder(), "devices"), log),
    happened: (deviceId, event) => report({ type: "observation", deviceId, event }),
    calling: blame.calling,
    loadModule: async (place) => {
      const { loadDriver } = await import("./kit/load-driver.ts");
      const { driver } = await loadDriver(place);
      blame.know(driver.manifest.id);
      return driver;
    },
    releaseLeases: (holder) => leases.releaseAll(holder),
    resetPort: portResetter({
      clock: systemClock,
      log,
      async reset(port) {
        const { resetUsbPort } = await import("./transports/usb-reset.ts");
        await resetUsbPort(port, roots);
      },
    }),
    enumerate: enumeratorOf(
      roots,
      (node) => v4l2Role(node, (error) => log.debug("a video node cannot be asked", { node, error: messageOf(error) })),
      systemClock,
    ),
    tell: (devices: DeviceReport[]) => report({ type: "devices", devices }),
    refuse: (driver, detail) => report({ type: "settingsRefused", driver, detail }),
  });
  const stopWatching = watchHotplug({ roots, clock: systemClock, log, rescan: () => void host.rescan() });
  const stop = async () => {
    await host.stop();
    await endings.done(systemClock);
  };
  const end = endOnce(stop, log, stopWatching);
  process.on("uncaughtException", (error) => blame.uncaught(error, () => process.exit(1)));
  hearDaemon(host, log, end);
  if (process.connected) report({ type: "ready" });
  else end("not started by the daemon");
}

function hearDaemon(host: DeviceHost, log: Log, end: (why: string) => void): void {
  process.on("message", (message) => {
    Promise.try(() => obey(host, readHostOrder(message), end)).catch((error: unknown) => {
      log.error("an order could not be carried out", { error: messageOf(error) });
    });
  });
  process.on("disconnect", () => end("the daemon is gone"));
  process.on("SIGTERM", () => end("terminated"));
  process.on("SIGINT", () => undefined);
}

async function obey(host: DeviceHost, order: HostOrder, end: (why: string) => void): Promise<void> {
  if (order.type === "configure") await host.configure(order);
  else if (order.type === "rescan") await host.rescan();
  else if (order.type === "activity") host.setActive(order.activeDeviceIds);
  else if (order.type === "reset") host.reset(order.deviceId);
  else if (order.type === "show") host.show(order.room);
  else if (order.type === "command") await command(host, order);
  else if (order.type === "ping") report({ type: "pong", id: order.id });
  else end("stopped by the daemon");
}

async function command(host: DeviceHost, { id, deviceId, command }: Extract<HostOrder, { type: "command" }>) {
  const problem = await host.command(deviceId, command).then(
    () => null,
    (error: unknown) => ({
      code: error instanceof RoomkeeperError ? error.code : "programming",
      message: messageOf(error),
    }),
  );
  report({ type: "commandResult", id, deviceId, problem });
}

/** A report to a daemon that just went away is of no use to anybody: `disconnect` follows. */
function report(message: HostReport, sent: () => void = () => undefined): void {
  if (process.connected) process.send?.(message, undefined, undefined, sent);
  else sent();
}

function endOnce(stop: () => Promise<void>, log: Log, stopWatching: () => void): (why: string) => void {
  let ending = false;
  return (why) => {
    if (ending) return;
    ending = true;
    stopWatching();
    log.info("device host ends", { why });
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error("device host did not stop cleanly", { error: messageOf(error) });
        process.exit(1);
      },
    );
  };
}
