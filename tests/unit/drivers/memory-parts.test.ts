import { expect, test } from "vitest";
import { partsOf } from "../../../drivers/memory-parts.ts";

function memoryWith(kept: unknown) {
  const saved: unknown[] = [];
  const save = (value: unknown) => Promise.resolve(void saved.push(value));
  return { saved, memory: { load: () => Promise.resolve(kept), save } };
}

test("presets of a version that kept nothing else are still there", async () => {
  const presets = [{ number: 1, name: "Door", position: { pan: 1 } }];
  const { memory, saved } = memoryWith(presets);
  const memoryOf = await partsOf(memory);
  expect(await memoryOf("presets").load()).toEqual(presets);
  expect(await memoryOf("picture").load()).toBeNull();
  await memoryOf("picture").save({ brightness: 3 });
  expect(saved).toEqual([{ presets, picture: { brightness: 3 } }]);
});

test("two parts that are saved at once lose nothing", async () => {
  const { memory, saved } = memoryWith(null);
  const memoryOf = await partsOf(memory);
  await Promise.all([memoryOf("a").save(1), memoryOf("b").save(2)]);
  expect(saved.at(-1)).toEqual({ a: 1, b: 2 });
});
