import { expect, test } from "vitest";
import { layoutOf } from "../../../../src/meeting-worker/video/i420.ts";
import { type SharedPicture, ShareJudge } from "../../../../src/meeting-worker/video/share-judge.ts";

const layout = layoutOf(320, 180);
const flat = (level: number) => new Uint8Array(layout.byteLength).fill(level);
const noisy = (seed: number) => Uint8Array.from({ length: layout.byteLength }, (_, at) => (at * 31 + seed * 17) % 200);

test("a cable that is pulled out is told within seconds; black only says that it is black", () => {
  let nowMs = 0;
  const told: SharedPicture[] = [];
  const judge = new ShareJudge(
    () => nowMs,
    (picture) => told.push(picture),
  );
  const looks = (pictures: (second: number) => Uint8Array, seconds: number) => {
    for (let frame = 0; frame < seconds * 30; frame++, nowMs += 1_000 / 30) judge.look(pictures(frame), layout);
  };
  looks(noisy, 3);
  expect(told).toEqual([{ signal: true, blank: false }]);
  looks(() => flat(16), 10);
  expect(told.at(-1)).toEqual({ signal: true, blank: true });
  looks(noisy, 2);
  looks(() => flat(120), 4);
  expect(told.at(-1)).toEqual({ signal: false, blank: false });
});
