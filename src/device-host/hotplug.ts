import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, type FSWatcher, watch } from "node:fs";
import { join } from "node:path";
import { messageOf } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { Roots } from "./enumerate/sysfs.ts";

/** A node often appears before its siblings and its permissions: look soon, and once more when it is quiet. */
const soonMs = 100;
const quietMs = 500;
/** What no event told (a display at an HDMI output, a lost event). */
const reconcileMs = 5_000;
const restartMs = 30_000;

interface HotplugParts {
  readonly roots: Roots;
  readonly clock: Clock;
  readonly log: Log;
  /** Look again. */
  rescan(): void;
}

/** Calls `rescan` when something may have been plugged or unplugged. Returns how to stop. */
export function watchHotplug({ roots, clock, log, rescan }: HotplugParts): () => void {
  const look = lookerOf(clock, rescan);
  const stops = [
    clock.every(reconcileMs, () => {
      watchFolders();
      rescan();
    }),
    udevEvents(clock, log, look),
  ];
  const watchers = new Map<string, FSWatcher>();
  // Folders such as /dev/snd come with the first card.
  const watchFolders = () => {
    for (const folder of [roots.dev, join(roots.dev, "snd")])
      if (!watchers.has(folder) && existsSync(folder)) watchers.set(folder, watchFolder(folder));
  };
  const watchFolder = (folder: string) => {
    const watcher = watch(folder, { persistent: false }, (_, name) => {
      if (name === null || interesting.test(name)) look();
      if (!existsSync(folder)) forget();
    });
    const forget = () => {
      watcher.close();
      watchers.delete(folder);
    };
    return watcher.on("error", (error) => {
      log.warn("a folder cannot be watched; devices are seen a few seconds later", { folder, error: messageOf(error) });
      forget();
    });
  };
  watchFolders();
  return () => {
    for (const stop of stops) stop();
    for (const watcher of watchers.values()) watcher.close();
  };
}

const interesting = /^(video|media|snd|pcmC|controlC|hidraw|ttyUSB|ttyACM|cec|gpiochip)/;

function lookerOf(clock: Clock, rescan: () => void): () => void {
  let isSoon = false;
  let stopQuiet = () => {};
  return () => {
    stopQuiet();
    stopQuiet = clock.after(quietMs, rescan);
    if (isSoon) return;
    isSoon = true;
    clock.after(soonMs, () => {
      isSoon = false;
      rescan();
    });
  };
}

/** Events after udev's rules were applied, where udev runs. The child dies with this process, whatever kills it. */
function udevEvents(clock: Clock, log: Log, look: () => void): () => void {
  if (!existsSync("/run/udev/control")) return () => undefined;
  let child: ChildProcess | null = null;
  let stopped = false;
  let cancel = () => {};
  const start = () => {
    const subsystems = ["video4linux", "sound", "hidraw", "usb", "tty", "drm"].map(
      (name) => `--subsystem-match=${name}`,
    );
    const args = ["--pdeathsig", "KILL", "udevadm", "monitor", "--udev", ...subsystems];
    child = spawn("setpriv", args, { stdio: ["ignore", "pipe", "ignore"] });
    child.stdout?.on("data", look);
    child.on("error", (error) => log.warn("udev's events cannot be had", { error: messageOf(error) }));
    child.on("close", () => {
      if (!stopped) cancel = clock.after(restartMs, start);
    });
  };
  start();
  return () => {
    stopped = true;
    cancel();
    child?.kill("SIGKILL");
  };
}
