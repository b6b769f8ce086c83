import { homedir } from "node:os";
import { join } from "node:path";

/** Where what can be made anew is kept: $ROOMKEEPER_CACHE, else roomkeeper in the user's cache folder. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return env.ROOMKEEPER_CACHE || join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "roomkeeper");
}
