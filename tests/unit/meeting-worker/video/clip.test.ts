import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import { ClipReader, playClip } from "../../../../src/meeting-worker/video/clip.ts";
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

/** The tags of the first pictures. */
function read(bytes: Uint8Array, count: number): number[] {
  const clip = new ClipReader(clipFile(bytes));
  const tags = Array.from({ length: count }, () => clip.next()).map((picture) => picture[15] ?? 0);
  clip.close();
  return tags;
}

describe("pictures of a clip", () => {
  it("come one after the other and again from the first, although a thumbnail ends inside of each", () => {
    const clip = new ClipReader(clipFile(clipOf(1, 2, 3)));
    for (const tag of [1, 2, 3, 1, 2, 3, 1]) expect([...clip.next()]).toEqual([...jpeg(tag)]);
    clip.close();
  });

  it("a last picture that is cut off is left out", () => {
    expect(read(clipOf(1, 2).subarray(0, -4), 3)).toEqual([1, 1, 1]);
  });

  it("a picture larger than expected is read whole", () => {
    const large = Uint8Array.from([...jpeg(9).subarray(0, -2), ...new Uint8Array(600_000).fill(7), 0xff, 0xd9]);
    const clip = new ClipReader(clipFile(Uint8Array.from([...jpeg(1), ...large, ...jpeg(2)])));
    expect([1, 2, 3].map(() => clip.next().length)).toEqual([jpeg(1).length, large.length, jpeg(2).length]);
    clip.close();
  });

  it("a file of something else is refused", () => {
    const refusal = expect.objectContaining({ code: "media.pipeline" });
    expect(() => read(new TextEncoder().encode("hello"), 1)).toThrow(refusal);
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

  it("a pipeline without room is not given two pictures at once later", async () => {
    const clock = new FakeClock(0);
    let waiting = 0;
    const { into, tags } = player(() => waiting);
    const stop = playClip(clipFile(clipOf(1, 2, 3, 4)), 20, into, clock);
    waiting = 99;
    await clock.advance(100);
    waiting = 0;
    await clock.advance(50);
    expect(tags).toEqual([1, 2]);
    stop();
  });

  it("a picture that is still being written is not overwritten by the next one", async () => {
    const clock = new FakeClock(0);
    const written: Uint8Array[] = [];
    const into = { writableLength: 0, write: (chunk: Uint8Array) => written.push(chunk) } as unknown as Writable;
    const stop = playClip(clipFile(clipOf(1, 2, 3)), 20, into, clock);
    Object.defineProperty(into, "writableLength", { value: 12 });
    await clock.advance(500);
    expect([...(written[0] ?? [])]).toEqual([...jpeg(1)]);
    stop();
  });
});
