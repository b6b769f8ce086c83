import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** The checkout's folder. */
export const root = join(import.meta.dirname, "../../..");

const skipped = new Set(["node_modules", "dist", "coverage", ".git", ".vitest"]);

/** All files of the checkout below `folder`, relative to the checkout; what is installed or built is left out. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (skipped.has(entry.name) || entry.name.endsWith(".log")) return [];
    return entry.isDirectory() ? filesBelow(path) : [relative(root, join(root, path))];
  });
}

/** What the project runs on: the code of the product and its scripts, without tests. */
export function productCode(): string[] {
  return ["src", "drivers", "scripts"].flatMap(filesBelow).filter(isCode);
}

export const isCode = (file: string) => /\.(ts|tsx|mjs|cjs)$/.test(file) && !file.endsWith(".d.ts");

export const textOf = (file: string) => readFileSync(join(root, file), "utf8");

/** Lines, as an editor counts them. */
export const linesOf = (file: string) => textOf(file).trimEnd().split("\n").length;

/** Folders that hold code themselves. */
export const foldersOf = (files: string[]) => [...new Set(files.map(dirname))].sort();

/** The value below which `share` (0..1) of the numbers lie. */
export function percentile(numbers: number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
