import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { writeFileAtomically } from "../platform/atomic-file.ts";
import { type Preferences, windowPreferences } from "./preferences.ts";

export const profilesFolder = (stateFolder: string) => join(stateFolder, "windows");

/** The folder that a service's window lives in: one a service, so that none sees what another has left. */
export function profileFolder(stateFolder: string, service: string): string {
  return join(profilesFolder(stateFolder), service.toLowerCase().replace(/[^a-z0-9-]/g, "_"));
}

/** Makes the folder ready; unless it is kept, also of what a window that ended badly has left. */
export async function prepareProfile(
  folder: string,
  { url, hosts, keep }: { url: string; hosts: readonly string[]; keep: boolean },
): Promise<void> {
  if (!keep) await forgetProfile(folder);
  const inside = join(folder, "Default");
  await mkdir(inside, { recursive: true, mode: 0o700 });
  const file = join(inside, "Preferences");
  const preferences = windowPreferences(await readPreferences(file), url, hosts);
  await writeFileAtomically(file, JSON.stringify(preferences));
}

/** Erases sign-ins and traces. */
export async function forgetProfile(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** What the browser had, or nothing when it cannot be read: then the browser begins anew as well. */
async function readPreferences(file: string): Promise<Preferences> {
  try {
    const read: unknown = JSON.parse(await readFile(file, "utf8"));
    return typeof read === "object" && read !== null && !Array.isArray(read) ? (read as Preferences) : {};
  } catch {
    return {};
  }
}
