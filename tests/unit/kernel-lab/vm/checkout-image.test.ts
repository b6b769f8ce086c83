import { describe, expect, test } from "vitest";
import { packagesOf } from "../../../kernel-lab/vm/checkout-image.ts";

describe("the disk that the lab's machine starts Roomkeeper from", () => {
  test("has every package that a room computer has, and none of the build's", () => {
    const packages = {
      "": {},
      "node_modules/pino": {},
      "node_modules/pino/node_modules/a": {},
      "node_modules/vitest": { dev: true },
      "node_modules/both": { devOptional: true },
    };
    expect(packagesOf(JSON.stringify({ packages }))).toEqual(["node_modules/pino", "node_modules/pino/node_modules/a"]);
  });
});
