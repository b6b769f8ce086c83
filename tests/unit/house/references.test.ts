import { expect, it } from "vitest";
import { filesBelow, textOf } from "./tree.ts";

/** Things that only one machine or one workplace has. Written in pieces so that this file does not find itself. */
const strange = [
  ["/wo", "rk/(main|shared|\\.)"],
  ["shared/", "(design|facts|cases|prototypes)"],
  ["/ro", "ot/"],
  ["/tmp/", "rk"],
  ["registry\\.np", "mjs\\.org"],
  ["proxy\\.go", "lang\\.org"],
  ["files\\.python", "hosted\\.org"],
  ["\\bissue ", "#?\\d"],
].map((pieces) => new RegExp(pieces.join(""), "i"));

const isText = (file: string) => !/\.(png|jpe?g|woff2?|mjpeg|wav|ico|pem|der)$/.test(file);

it("nothing leans on one machine or workplace", () => {
  const found = filesBelow(".")
    .filter(isText)
    .flatMap((file) => {
      const lines = textOf(file).split("\n");
      return lines.flatMap((line, index) =>
        strange.some((pattern) => pattern.test(line)) ? [`${file}:${index + 1} ${line.trim().slice(0, 100)}`] : [],
      );
    });
  expect(found).toEqual([]);
});
