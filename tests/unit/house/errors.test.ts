import { describe, expect, it } from "vitest";
import { parse, plainErrorsIn } from "./syntax.ts";
import { productCode } from "./tree.ts";

/** Where RoomkeeperError itself is made. */
const theOnePlace = "src/domain/errors.ts";

describe("errors", () => {
  it("none is thrown without a code that IT can look up", () => {
    const found = productCode()
      .filter((file) => file !== theOnePlace)
      .flatMap((file) => plainErrorsIn(parse(file)));
    expect(found).toEqual([]);
  });

  it("the search sees plain errors however they are made", () => {
    const text = "throw new Error('a');\nreject(TypeError('b'));\nclass C extends RangeError {}\nnew MediaError('c');";
    expect(plainErrorsIn(parse("sample.ts", text))).toEqual(["sample.ts:1", "sample.ts:2", "sample.ts:3"]);
  });
});
