import { homedir } from "node:os";
import { join } from "node:path";

/** Where the daemon keeps what must survive a restart: systemd's StateDirectory, else the user's state folder. */
export function stateFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.STATE_DIRECTORY) return env.STATE_DIRECTORY.split(":")[0] ?? env.STATE_DIRECTORY;
  return join(env.XDG_STATE_HOME ?? join(homedir(), ".local/state"), "roomkeeper");
}

/** Where what can be made anew is kept: $ROOMKEEPER_CACHE, else roomkeeper in the user's cache folder. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return env.ROOMKEEPER_CACHE || join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "roomkeeper");
}
