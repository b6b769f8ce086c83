import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { programsFolder } from "./programs.ts";
import { compiledFolder } from "./warm-up.ts";

const root = join(import.meta.dirname, "../../..");
const run = promisify(execFile);
const stagingScript =
  'set -o pipefail; tar -C "$1" --exclude="*.map" --exclude="*.d.ts" --exclude="*.d.mts" --exclude="*.d.cts" -cf - -T "$2" | tar -C "$3" -xf -';
/** In a file that is mostly a hole: what is not used takes no space. */
const size = "1G";
const features = "^has_journal,^metadata_csum";

/** Where start.sh mounts the image, and in it what was compiled beforehand. */
export const compiledInGuest = "/run/checkout/compiled";

/**
 * A disk with Roomkeeper's programs, their packages and what Node compiled of them (`/compiled`), made in a second or two. A
 * program of some nine hundred files starts from it in 3 s of an emulated processor, over 9p in 15 to 50 s.
 * @param folder where it is made @returns its path
 */
export async function makeCheckoutImage(folder: string): Promise<string> {
  const staging = join(folder, "checkout");
  const image = join(folder, "checkout.ext4");
  const list = join(folder, "checkout.list");
  await mkdir(join(staging, "compiled"), { recursive: true });
  const names = [
    "src",
    "drivers",
    programsFolder,
    ...packagesOf(await readFile(join(root, "package-lock.json"), "utf8")),
  ];
  await writeFile(list, names.filter((name) => existsSync(join(root, name))).join("\n"));
  await run("bash", ["-c", stagingScript, "staging", root, list, staging]);
  await run("cp", ["-a", `${compiledFolder()}/.`, join(staging, "compiled")]);
  await run("mke2fs", ["-q", "-t", "ext4", "-O", features, "-d", staging, image, size], { env: withSbin() });
  await rm(staging, { recursive: true });
  await rm(list);
  return image;
}

/** Folders of the packages that a room computer has, by npm's lock file; those for the build are left out. */
export function packagesOf(lockFile: string): string[] {
  const { packages } = JSON.parse(lockFile) as { packages: Record<string, { dev?: boolean; devOptional?: boolean }> };
  return Object.entries(packages)
    .filter(([name, { dev, devOptional }]) => name !== "" && dev !== true && devOptional !== true)
    .map(([name]) => name);
}

const withSbin = () => ({ ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` });
