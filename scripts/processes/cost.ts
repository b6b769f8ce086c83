import { readdirSync, readFileSync } from "node:fs";
import { processTree } from "./process-tree.ts";

/** What a set of processes, with all below them, uses at one moment. */
export interface Usage {
  atMs: number;
  /** By process, since it began; for those that end meanwhile the difference lacks what they used last. */
  cpuSeconds: Map<number, number>;
  /** Shared pages counted by their share (PSS), in megabytes. */
  memoryMb: number;
  processes: number;
  descriptors: number;
}

/** @param alone without what the processes have started */
export function usageOf(roots: number[], alone = false): Usage {
  const trees = roots.flatMap((root) => processTree(root));
  const tree = alone ? trees.filter(({ pid }) => roots.includes(pid)) : trees;
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    atMs: performance.now(),
    cpuSeconds: new Map(tree.map((process) => [process.pid, process.cpuSeconds])),
    memoryMb: sum(tree.map(({ pid }) => proportionalKb(pid))) / 1024,
    processes: tree.length,
    descriptors: sum(tree.map(({ pid }) => descriptorsOf(pid))),
  };
}

/** Processor time between two looks, in percent of one core. */
export function cpuPercent(before: Usage, after: Usage): number {
  let seconds = 0;
  for (const [pid, used] of after.cpuSeconds) seconds += used - (before.cpuSeconds.get(pid) ?? 0);
  return (seconds * 100_000) / (after.atMs - before.atMs);
}

function proportionalKb(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function descriptorsOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
}
