import { readFile } from "node:fs/promises";
import { cpus, freemem, loadavg, totalmem } from "node:os";

/** Linux names each start of the computer anew. Null where it does not. */
export async function computerStart(): Promise<string | null> {
  const text = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => null);
  return text?.trim() ?? null;
}

/** How busy and how full this computer is. */
export const measureComputer = (): Record<string, number> => ({
  loadPerProcessor: (loadavg()[0] ?? 0) / Math.max(1, cpus().length),
  memoryFreePercent: Math.round((100 * freemem()) / totalmem()),
  daemonMegabytes: Math.round(process.memoryUsage.rss() / 1e6),
});
