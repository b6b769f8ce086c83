import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import packageFile from "../../package.json" with { type: "json" };
import { type Appliance, startAppliance } from "../appliance.ts";
import { RoomkeeperError } from "../domain/errors.ts";
import { Watchdog } from "../health/watchdog.ts";
import { systemClock } from "../platform/clock.ts";
import { createLog, type Log } from "../platform/log.ts";
import { stateFolder } from "../platform/paths.ts";
import type { RoomSettings } from "../settings/complete.ts";
import { settingsOrLastGood } from "../settings/last-good.ts";
import { watchSettings } from "../settings/watch.ts";
import { configOption } from "./config-option.ts";

const pagesFolder = fileURLToPath(new URL("../../dist/web", import.meta.url));

/** `roomkeeper room --config FILE`: the room daemon, until it is told to end (SIGINT, SIGTERM). */
export async function runRoomCommand(args: string[]): Promise<number> {
  const file = configOption(args, "room");
  const state = stateFolder();
  const first = createLog("info");
  const { text, settings, refused } = await settingsOrLastGood(file, join(state, "last-good-settings.yaml"), first);
  const log = createLog(settings.logLevel);
  const watchdog = new Watchdog({ clock: systemClock, log, environment: process.env });
  const onTick = watchdog.loop("room");
  const parts = { version: packageFile.version, pagesFolder, stateFolder: state, log, onTick };
  const start = (wanted: RoomSettings) => startAppliance({ settings: wanted, ...parts });
  const daemon = new Restartable(await start(settings), settings, start, log);
  daemon.appliance.settingsRefused(refused);
  const stopWatch = watchSettings(file, text, {
    clock: systemClock,
    onGood: (next) => daemon.use(next),
    onRefused(error) {
      log.error("the new settings are refused; the last good ones keep running", { detail: error.message });
      daemon.appliance.settingsRefused(error);
    },
  });
  log.info("the room is served", { panel: `${daemon.appliance.panelUrl}/panel` });
  watchdog.ready(`serves ${settings.room.name} at ${daemon.appliance.panelUrl}`);
  await ended();
  watchdog.stopping();
  stopWatch();
  await daemon.close();
  return 0;
}

/** Changes the settings between meetings by building the appliance anew. */
class Restartable {
  appliance: Appliance;
  #running: RoomSettings;
  readonly #start: (settings: RoomSettings) => Promise<Appliance>;
  readonly #log: Log;
  #stopWaiting = () => {};

  constructor(
    appliance: Appliance,
    running: RoomSettings,
    start: (settings: RoomSettings) => Promise<Appliance>,
    log: Log,
  ) {
    this.appliance = appliance;
    this.#running = running;
    this.#start = start;
    this.#log = log;
  }

  use(settings: RoomSettings): void {
    this.#stopWaiting();
    this.appliance.settingsRefused(null);
    if (isDeepStrictEqual(settings, this.#running)) return;
    this.#stopWaiting = systemClock.every(500, () => {
      if (!this.appliance.idle()) return;
      this.#stopWaiting();
      void this.#restart(settings);
    });
  }

  async close(): Promise<void> {
    this.#stopWaiting();
    await this.appliance.close();
  }

  async #restart(settings: RoomSettings): Promise<void> {
    this.#log.info("new settings are used");
    await this.appliance.close();
    try {
      this.appliance = await this.#start(settings);
      this.#running = settings;
    } catch (error) {
      if (!(error instanceof RoomkeeperError)) throw error;
      // Good to read, but they do not work here (a port that is taken): back to those that did.
      this.#log.error("the new settings do not work; back to the last good ones", { detail: error.message });
      this.appliance = await this.#start(this.#running);
      this.appliance.settingsRefused(error);
    }
  }
}

function ended(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
}
