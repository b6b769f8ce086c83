import { join } from "node:path";
import { expect, it } from "vitest";
import { parseSettings } from "../../../src/settings/load.ts";
import { filesBelow, root, textOf } from "./tree.ts";

const files = filesBelow("config").filter((file) => file.endsWith(".yaml"));

it.each(files)("%s is taken by the daemon that it is written for", (file) => {
  expect(parseSettings(textOf(file), join(root, file)).room.name).not.toBe("");
});

it("the stand-ins run in the trial only", () => {
  const withBench = files.filter((file) => "bench" in parseSettings(textOf(file), join(root, file)).devices.drivers);
  expect(withBench).toEqual(["config/try.yaml"]);
});
