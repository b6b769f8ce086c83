import type { Memory } from "../src/driver-contract/index.ts";

/**
 * What one device keeps, in parts that are loaded and saved by themselves. A list is what versions without parts kept: presets.
 * @returns the memory of a part by its name
 */
export async function partsOf(memory: Memory): Promise<(name: string) => Memory> {
  const kept = await memory.load();
  let parts: Readonly<Record<string, unknown>> = Array.isArray(kept) ? { presets: kept } : isRecord(kept) ? kept : {};
  return (name) => ({
    load: () => Promise.resolve(parts[name] ?? null),
    async save(value) {
      parts = { ...parts, [name]: value };
      await memory.save(parts);
    },
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
