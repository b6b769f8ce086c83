import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JitterBuffer } from "../../../../src/meeting-worker/audio/jitter-buffer.ts";

const block = (tag: number) => Int16Array.of(tag);
const tagOf = (taken: Int16Array | null) => taken?.[0] ?? null;

describe("jitter buffer of one remote track", () => {
  it("waits for two blocks, then plays in order", () => {
    const buffer = new JitterBuffer();
    buffer.push(block(1));
    expect(buffer.take()).toBeNull();
    buffer.push(block(2));
    expect([tagOf(buffer.take()), tagOf(buffer.take())]).toEqual([1, 2]);
  });

  it("never holds more than 60 ms, whatever comes: late sound is dropped", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 400 }), (comes) => {
        const buffer = new JitterBuffer();
        let last = 0;
        comes.forEach((isPush, at) => {
          if (isPush) buffer.push(block(at + 1));
          else {
            const tag = tagOf(buffer.take());
            if (tag !== null) expect(tag).toBeGreaterThan(last);
            last = tag ?? last;
          }
          expect(buffer.depth).toBeLessThanOrEqual(6);
        });
      }),
    );
  });

  it("after running dry it fills up again before it goes on, instead of stuttering", () => {
    const buffer = new JitterBuffer();
    for (const tag of [1, 2]) buffer.push(block(tag));
    expect([1, 2, 3].map(() => tagOf(buffer.take()))).toEqual([1, 2, null]);
    expect(buffer.underruns).toBe(1);
    buffer.push(block(3));
    expect(buffer.take()).toBeNull();
    buffer.push(block(4));
    expect(tagOf(buffer.take())).toBe(3);
  });

  it("a burst does not make the sound late for ever", () => {
    const buffer = new JitterBuffer();
    for (let tag = 0; tag < 6; tag++) buffer.push(block(tag));
    for (let turn = 0; turn < 1000; turn++) {
      buffer.take();
      buffer.push(block(turn));
    }
    expect(buffer.depth).toBeLessThanOrEqual(3);
    expect(buffer.underruns).toBe(0);
  });
});
