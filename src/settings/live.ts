import { isDeepStrictEqual } from "node:util";
import type { RoomSettings } from "./complete.ts";
import { SettingsSchema } from "./schema.ts";

/**
 * Settings that are used at once, also during a meeting: the schema marks them `x-live`. What they need is read anew whenever it
 * is needed; everything else is built into the room's parts when they start.
 */
interface Node {
  "x-live"?: boolean;
  properties?: Record<string, Node>;
}

/** @param path names from the top, such as `policies autoJoin enabled` */
export function isLiveSetting(path: readonly string[]): boolean {
  let at: Node | undefined = SettingsSchema as Node;
  for (const name of path) {
    const properties: Record<string, Node> = at.properties ?? {};
    at = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (at === undefined) return false;
    if (at["x-live"] === true) return true;
  }
  return false;
}

/** Writes what is live of `next` into settings that are in use. */
export function adoptLive(used: RoomSettings, next: RoomSettings): void {
  used.room.name = next.room.name;
  used.room.language = next.room.language;
  used.policies = next.policies;
  used.logLevel = next.logLevel;
}

/** True when the two differ in live settings at most. */
export function differLiveOnly(used: RoomSettings, next: RoomSettings): boolean {
  const adopted = structuredClone(used);
  adoptLive(adopted, next);
  return isDeepStrictEqual(adopted, next);
}
