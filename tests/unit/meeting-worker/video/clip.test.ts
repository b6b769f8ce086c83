import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import { framesOf, playClip } from "../../../../src/meeting-worker/video/clip.ts";
import { FakeClock } from "../../../simulators/fake-clock.ts";

/** A JPEG's skeleton: a segment that holds a thumbnail's end marker, then a scan with stuffing and a restart. */
const jpeg = (tag: number) =>
  Uint8Array.from([
    0xff,
    0xd8,
    0xff,
    0xe1,
    0x00,
    0x06,
    0xff,
    0xd9,
    0xff,
    0xd8,
    0xff,
    0xda,
    0x00,
    0x03,
    0x01,
    tag,
    0xff,
    0x00,
    0xff,
    0xd0,
    tag,
    0xff,
    0xd9,
  ]);
const clipOf = (...tags: number[]) => Uint8Array.from(tags.flatMap((tag) => [...jpeg(tag)]));

let folder = "";
afterEach(() => folder && rmSync(folder, { recursive: true, force: true }));

function clipFile(bytes: Uint8Array): string {
  folder = mkdtempSync(join(tmpdir(), "roomkeeper-clip."));
  writeFileSync(join(folder, "clip.mjpeg"), bytes);
  return join(folder, "clip.mjpeg");
}

describe("pictures of a clip", () => {
  it("are found where they are, although a thumbnail ends inside of one", () => {
    const length = jpeg(1).length;
    expect(framesOf(clipOf(1, 2, 3))).toEqual(
      [0, 1, 2].map((index) => ({ offset: index * length, byteLength: length })),
    );
  });

  it("a last picture that is cut off is left out", () => {
    expect(framesOf(clipOf(1, 2).subarray(0, -4))).toHaveLength(1);
  });

  it("a file of something else is refused", () => {
    expect(() => framesOf(new TextEncoder().encode("hello"))).toThrow(
      expect.objectContaining({ code: "media.pipeline" }),
    );
  });
});

describe("playing a clip", () => {
  const player = (room: () => number) => {
    const tags: number[] = [];
    const into = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        tags.push(chunk[15] ?? 0);
        done();
      },
    });
    Object.defineProperty(into, "writableLength", { get: room });
    return { into, tags };
  };

  it("shows each picture at its time, again from the first, and not faster when timers are late", async () => {
    const clock = new FakeClock(0);
    const { into, tags } = player(() => 0);
    const stop = playClip(clipFile(clipOf(1, 2, 3)), 20, into, clock);
    await clock.advance(250);
    expect(tags).toEqual([1, 2, 3, 1, 2, 3]);
    stop();
    await clock.advance(1000);
    expect(tags).toHaveLength(6);
  });

  it("a pipeline without room loses the picture, it does not get it later", async () => {
    const clock = new FakeClock(0);
    let waiting = 0;
    const { into, tags } = player(() => waiting);
    const stop = playClip(clipFile(clipOf(1, 2, 3, 4)), 20, into, clock);
    waiting = 99;
    await clock.advance(100);
    waiting = 0;
    await clock.advance(50);
    expect(tags).toEqual([1, 4]);
    stop();
  });
});
