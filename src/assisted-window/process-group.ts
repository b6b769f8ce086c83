import { readdir, readFile } from "node:fs/promises";
import { type Clock, delay } from "../platform/clock.ts";

const lookEveryMs = 50;

/**
 * Ends what is left of a process group, and waits until it is gone: only then are camera and microphone free.
 * @returns whether it is gone within `withinMs`
 */
export async function endGroup(group: number, clock: Clock, withinMs: number): Promise<boolean> {
  const giveUpMs = clock.monotonicMs() + withinMs;
  while ((await livingMembers(group)) > 0) {
    if (clock.monotonicMs() > giveUpMs) return false;
    killGroup(group);
    await delay(clock, lookEveryMs);
  }
  return true;
}

/** A group that is gone meanwhile is what was wanted. */
function killGroup(group: number): void {
  try {
    process.kill(-group, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Processes of the group that are not zombies: a zombie holds no device. */
async function livingMembers(group: number): Promise<number> {
  const names = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(names.map((name) => readFile(`/proc/${name}/stat`, "utf8").catch(() => "")));
  return stats.filter((stat) => isLivingMember(stat, group)).length;
}

/** Format of /proc/PID/stat: pid (name) state parent group ...; the name may hold blanks and brackets. */
export function isLivingMember(stat: string, group: number): boolean {
  const [state, , of] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return Number(of) === group && state !== "Z" && state !== "X";
}
