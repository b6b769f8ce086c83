import { describe, expect, it } from "vitest";
import { generatedFiles } from "../../../scripts/generate/files.ts";
import { textOf } from "./tree.ts";

describe("generated files are what their sources say (npm run generate mends it)", () => {
  it.each(generatedFiles)("$file", ({ file, make }) => {
    expect(textOf(file)).toBe(make(textOf(file)));
  });
});
