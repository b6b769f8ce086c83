import fc from "fast-check";
import { expect, test } from "vitest";
import type { DataFrame } from "../../../../src/protocol/hub/frames.ts";
import { Receiver } from "../../../../src/protocol/hub/receiver.ts";
import { type Entry, type Priority, priorities, Sender } from "../../../../src/protocol/hub/sender.ts";

const entry = (n: number, priority: Priority = "request", bytes = 10): Entry => ({
  body: { kind: "x", n } as Entry["body"],
  priority,
  bytes,
});
const numberOf = (frame: { body: unknown }) => (frame.body as { n: number }).n;

/** One direction of a link over a channel that loses, doubles and reorders; what arrives, in order. */
class Channel {
  readonly sender = new Sender({ window: 4, queueBytes: 1e6 });
  readonly receiver = new Receiver();
  readonly processed: number[] = [];
  #unstored: number[] = [];
  #wire: DataFrame[] = [];
  #acks: { ack: number; resend?: boolean }[] = [];

  send() {
    for (let frame = this.sender.take(0); frame !== null; frame = this.sender.take(0)) this.#wire.push(frame);
  }

  lose(at: number) {
    if (this.#wire.length > 0) this.#wire.splice(at % this.#wire.length, 1);
  }

  double(at: number) {
    const frame = this.#wire[at % this.#wire.length];
    if (frame !== undefined) this.#wire.push(frame);
  }

  swap(at: number) {
    const frame = this.#wire.splice(at % Math.max(1, this.#wire.length), 1)[0];
    if (frame !== undefined) this.#wire.push(frame);
  }

  deliver() {
    const frame = this.#wire.shift();
    if (frame === undefined) return;
    const arrival = this.receiver.arrive(frame.seq);
    if (arrival === "new") {
      this.processed.push(numberOf(frame));
      this.#unstored.push(frame.seq);
    } else if (arrival === "gap") this.#acks.push({ ack: this.receiver.confirmed, resend: true });
    else this.#acks.push({ ack: this.receiver.confirmed });
  }

  store(at: number) {
    const seq = this.#unstored.splice(at % Math.max(1, this.#unstored.length), 1)[0];
    if (seq === undefined) return;
    this.receiver.confirm(seq);
    this.#acks.push({ ack: this.receiver.confirmed });
  }

  hear() {
    const ack = this.#acks.shift();
    if (ack === undefined) return;
    this.sender.acknowledge(ack.ack);
    if (ack.resend) this.sender.rewind();
  }

  reconnect() {
    this.#wire = [];
    this.#acks = [];
    this.receiver.resume();
    this.sender.acknowledge(this.receiver.confirmed);
    this.sender.rewind();
  }

  finish() {
    this.reconnect();
    for (let turn = 0; turn < 2000 && this.sender.load.unconfirmed > 0; turn++) {
      this.send();
      this.deliver();
      this.store(0);
      this.hear();
    }
  }
}

const steps = fc.array(
  fc.tuple(
    fc.constantFrom("push", "send", "lose", "double", "swap", "deliver", "store", "hear", "reconnect"),
    fc.nat(50),
  ),
  { maxLength: 120 },
);

test("whatever the channel loses, doubles, reorders or cuts, each entry is processed once and in order", () => {
  fc.assert(
    fc.property(steps, (script) => {
      const channel = new Channel();
      let pushed = 0;
      for (const [step, at] of script) {
        if (step === "push") channel.sender.push(entry(pushed++));
        else channel[step](at);
      }
      channel.finish();
      expect(channel.processed).toEqual(Array.from({ length: pushed }, (_, n) => n));
      expect(channel.sender.load.unconfirmed).toBe(0);
    }),
    { numRuns: 600 },
  );
});

test("nothing is confirmed to the sender before the receiver has stored it", () => {
  const channel = new Channel();
  channel.sender.push(entry(0));
  channel.send();
  channel.deliver();
  channel.hear();
  expect(channel.sender.load.unconfirmed).toBe(1);
  channel.store(0);
  channel.hear();
  expect(channel.sender.load.unconfirmed).toBe(0);
});

test("storing out of order never acknowledges a number whose predecessor is not stored", () => {
  const receiver = new Receiver();
  for (const seq of [1, 2, 3]) receiver.arrive(seq);
  receiver.confirm(3);
  receiver.confirm(2);
  expect(receiver.confirmed).toBe(0);
  receiver.confirm(1);
  expect(receiver.confirmed).toBe(3);
});

test("a confirmation of what never came confirms nothing", () => {
  const receiver = new Receiver();
  receiver.confirm(5);
  expect(receiver.confirmed).toBe(0);
  const sender = new Sender({ window: 4, queueBytes: 100 });
  sender.push(entry(1));
  sender.take(0);
  expect(sender.acknowledge(99)).toEqual([]);
  expect(sender.load.unconfirmed).toBe(1);
});

test("after a new session durable entries go out again in order, before everything else", () => {
  const sender = new Sender({ window: 10, queueBytes: 1e6 });
  for (const n of [1, 2, 3]) sender.push(entry(n, "durable"));
  sender.push(entry(4, "state"));
  while (sender.take(0) !== null);
  sender.push(entry(5, "request"));
  sender.restart();
  const frames: DataFrame[] = [];
  for (let frame = sender.take(0); frame !== null; frame = sender.take(0)) frames.push(frame);
  expect(frames.map(numberOf)).toEqual([1, 2, 3, 5]);
  expect(frames.map((frame) => frame.seq)).toEqual([1, 2, 3, 4]);
});

test("a full queue drops the oldest logs, then the oldest telemetry, and never outcomes or audit", () => {
  const kinds = fc.constantFrom(...(Object.keys(priorities) as Priority[]));
  fc.assert(
    fc.property(fc.array(kinds, { maxLength: 60 }), (pushes) => {
      const sender = new Sender({ window: 100, queueBytes: 100 });
      const dropped: Entry[] = [];
      for (const [n, priority] of pushes.entries()) dropped.push(...sender.push(entry(n, priority, 10)));
      const kept: number[] = [];
      for (let frame = sender.take(0); frame !== null; frame = sender.take(0)) kept.push(numberOf(frame));
      const durable = pushes.flatMap((priority, n) => (priority === "durable" ? [n] : []));
      expect(kept.slice(0, durable.length)).toEqual(durable);
      expect(kept.length - durable.length).toBeLessThanOrEqual(10);
      expect(kept.length + dropped.length).toBe(pushes.length);
      if (dropped.some((lost) => lost.priority === "telemetry"))
        expect(kept.some((n) => pushes[n] === "log" && n < numberOf(dropped.at(-1) as Entry))).toBe(false);
    }),
  );
});

test("no more than the window is under way", () => {
  const sender = new Sender({ window: 2, queueBytes: 1000 });
  for (const n of [1, 2, 3]) sender.push(entry(n));
  expect([sender.take(0)?.seq, sender.take(0)?.seq, sender.take(0)]).toEqual([1, 2, null]);
  sender.acknowledge(1);
  expect(sender.take(0)?.seq).toBe(3);
});
