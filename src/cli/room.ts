import { join } from "node:path";
import { fileURLToPath } from "node:url";
import packageFile from "../../package.json" with { type: "json" };
import { ChangingRoom } from "../appliance/changing-room.ts";
import { startAgainCode } from "../appliance/computer-actions.ts";
import { FleetLink } from "../appliance/fleet-link.ts";
import { ManagedSettings } from "../appliance/managed-settings.ts";
import { startAppliance } from "../appliance.ts";
import { HubError } from "../domain/errors.ts";
import { Watchdog } from "../health/watchdog.ts";
import { systemClock as clock } from "../platform/clock.ts";
import { createLog } from "../platform/log.ts";
import { stateFolder } from "../platform/paths.ts";
import { preferThisProcess } from "../platform/priority.ts";
import type { HubTokens } from "../services/hub-tokens.ts";
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
  preferThisProcess(first);
  const read = await settingsOrLastGood(file, join(state, "last-good-settings.yaml"), first);
  const managed = new ManagedSettings(join(state, "hub-settings.json"));
  const running = await managed.over(read.text, file, read.settings, first);
  const log = createLog(running.settings.logLevel);
  const watchdog = new Watchdog({ clock, log, environment: process.env });
  const onTick = watchdog.loop("room");
  // The room needs tokens of the link, and the link the room.
  let link: FleetLink | null = null;
  const hubTokens: HubTokens = async (meeting, whom) => {
    if (link === null) throw new HubError("hub.unreachable", "the room is still starting");
    return await link.tokens(meeting, whom);
  };
  const { version } = packageFile;
  const parts = { version, pagesFolder, stateFolder: state, log, onTick, hubTokens };
  const start = (settings: RoomSettings) => startAppliance({ settings, ...parts });
  const onSettings = (settings: RoomSettings) => {
    log.setLevel(settings.logLevel);
    link?.use(settings);
  };
  const room = new ChangingRoom({ file, start, onSettings, clock, log }, await start(running.settings), running);
  room.settingsRefused(read.refused);
  const end = Promise.withResolvers<number>();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => end.resolve(0));
  link = new FleetLink({
    ...{ folder: join(state, "hub"), version, room, clock, log },
    keep: (document) => managed.keep(document),
    endDaemon: () => end.resolve(startAgainCode),
  });
  link.use(running.settings);
  const stopWatch = watchSettings(file, read.text, {
    clock,
    onGood: (text) => room.use(text),
    onRefused(error) {
      log.error("the new settings are refused; the last good ones keep running", { detail: error.message });
      room.settingsRefused(error);
    },
  });
  log.info("the room is served", { panel: `${room.panelUrl}/panel` });
  watchdog.ready(`serves ${running.settings.room.name} at ${room.panelUrl}`);
  const code = await end.promise;
  watchdog.stopping();
  stopWatch();
  await link.close();
  await room.close(code === startAgainCode);
  return code;
}
