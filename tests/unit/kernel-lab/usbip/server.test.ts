import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { duplexPair } from "node:stream";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Transfer, UsbDevice } from "../../../kernel-lab/usbip/device.ts";
import { status } from "../../../kernel-lab/usbip/messages.ts";
import { PluggableDevice, serve } from "../../../kernel-lab/usbip/server.ts";
import { type Reply, repliesIn, submitBytes, unlinkBytes } from "./host-bytes.ts";

/** A device whose IN endpoint 1 answers when the test says so, and whose OUT endpoint 2 takes what comes. */
function plainDevice() {
  const asked: Transfer[] = [];
  const heard: string[] = [];
  let unplugged = 0;
  const waiting = new Set<() => void>();
  const device: UsbDevice = {
    speed: 3,
    deviceDescriptor: Buffer.from("descriptor"),
    configuration: Buffer.from("configuration"),
    strings: [],
    // Never answers 0x55; refuses the rest.
    control: ({ request }) => (request === 0x55 ? undefined : null),
    endpoints: new Map([
      [0x81, (transfer: Transfer) => void asked.push(transfer)],
      [
        0x02,
        (transfer: Transfer) => {
          heard.push(transfer.data.toString());
          transfer.complete();
        },
      ],
    ]),
    unplugged() {
      unplugged++;
      for (const look of waiting) look();
    },
  };
  const untilUnplugged = (times: number) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (unplugged >= times) resolve();
      };
      waiting.add(look);
      look();
    });
  return { device, asked, heard, unplugged: () => unplugged, untilUnplugged };
}

/** The device at one end of a cable, a kernel at the other. */
function cable() {
  const plain = plainDevice();
  const [host, end] = duplexPair({ allowHalfOpen: false });
  serve(plain.device, end);
  const isIn = new Map<number, boolean>();
  let bytes = Buffer.alloc(0);
  host.on("data", (more: Buffer) => {
    bytes = Buffer.concat([bytes, more]);
  });
  host.on("error", () => undefined);
  const send = (...messages: Buffer[]) => host.write(Buffer.concat(messages));
  return {
    ...plain,
    host,
    pull() {
      host.destroy();
      end.destroy();
    },
    send,
    ask: (sequence: number, length = 64) => submit(isIn, { sequence, endpoint: 1, isIn: true, length }),
    question: (sequence: number, setup: Buffer, length = 64) =>
      submit(isIn, { sequence, endpoint: 0, isIn: true, length, setup }),
    tell: (sequence: number, text: string) => submit(isIn, { sequence, endpoint: 2, data: Buffer.from(text) }),
    replies: () => repliesIn(bytes, (sequence) => isIn.get(sequence) === true),
  };
}

function submit(isIn: Map<number, boolean>, parts: Parameters<typeof submitBytes>[0]): Buffer {
  isIn.set(parts.sequence ?? 0, parts.isIn === true);
  return submitBytes(parts);
}

/** Everything that is on its way arrives. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

const getDescriptor = Buffer.from([0x80, 6, 0, 1, 0, 0, 64, 0]);
const silentRequest = Buffer.from([0xc0, 0x55, 0, 0, 0, 0, 64, 0]);
const done = (sequence: number, data = ""): Reply => ({ type: "submit", sequence, status: status.done, data });

describe("a device on USB/IP", () => {
  test("answers each of several requests that come in one piece, in their order and once", async () => {
    const { send, question, tell, replies, heard } = cable();
    send(question(1, getDescriptor), tell(2, "a"), tell(3, "b"), question(4, getDescriptor));
    await settled();
    expect(replies()).toEqual([done(1, "descriptor"), done(2), done(3), done(4, "descriptor")]);
    expect(heard).toEqual(["a", "b"]);
  });

  test("understands the same, however the network cuts it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 330 }), { maxLength: 8 }), async (cuts) => {
        const { host, question, tell, ask, replies, heard } = cable();
        const whole = Buffer.concat([
          tell(1, "hello"),
          ask(2),
          question(3, getDescriptor),
          tell(4, "x"),
          unlinkBytes(5, 2),
        ]);
        const places = [0, ...cuts.toSorted((a, b) => a - b), whole.length];
        for (const [index, place] of places.entries()) host.write(whole.subarray(place, places[index + 1]));
        await settled();
        const unlinked = { type: "unlink", sequence: 5, status: status.unlinked, data: "" };
        expect(replies()).toEqual([done(1), done(3, "descriptor"), done(4), unlinked]);
        expect(heard).toEqual(["hello", "x"]);
      }),
      { numRuns: 50 },
    );
  });

  test("never sends more than the host asked for, and stalls where it has no endpoint", async () => {
    const { send, ask, asked, replies } = cable();
    send(ask(1, 4), submitBytes({ sequence: 2, endpoint: 9 }));
    await settled();
    asked[0]?.complete([Buffer.from("too long")]);
    await settled();
    expect(replies()).toEqual([{ ...done(2), status: status.stalled }, done(1, "too ")]);
  });
});

describe("a request that the host gives up", () => {
  test("is acknowledged, gets no answer any more, and the device knows", async () => {
    const { send, ask, asked, replies } = cable();
    send(ask(1), ask(2));
    await settled();
    send(unlinkBytes(3, 1));
    await settled();
    expect(asked.map(({ cancelled }) => cancelled)).toEqual([true, false]);
    for (const transfer of asked) transfer.complete([Buffer.from("x")]);
    await settled();
    expect(replies()).toEqual([{ type: "unlink", sequence: 3, status: status.unlinked, data: "" }, done(2, "x")]);
  });

  test("after it was answered: the host learns that there was nothing to give up", async () => {
    const { send, tell, replies } = cable();
    send(tell(1, "a"), unlinkBytes(2, 1), unlinkBytes(3, 99));
    await settled();
    const late = (sequence: number) => ({ type: "unlink", sequence, status: status.done, data: "" });
    expect(replies()).toEqual([done(1), late(2), late(3)]);
  });

  test("is how a kernel gets away from a device that never answers", async () => {
    const { send, question, replies } = cable();
    send(question(1, silentRequest));
    await settled();
    expect(replies()).toEqual([]);
    send(unlinkBytes(2, 1), question(3, getDescriptor));
    await settled();
    expect(replies().map(({ type, sequence, status: code }) => [type, sequence, code])).toEqual([
      ["unlink", 2, status.unlinked],
      ["submit", 3, status.done],
    ]);
  });

  test("is answered once, also by a device that completes it twice", async () => {
    const { send, ask, asked, replies } = cable();
    send(ask(1));
    await settled();
    for (let times = 0; times < 2; times++) asked[0]?.complete([Buffer.from("x")]);
    await settled();
    expect(replies()).toEqual([done(1, "x")]);
  });
});

describe("a cable that is pulled", () => {
  test("with requests in flight: they are given up, the device knows once, and what it says late reaches nobody", async () => {
    const { pull, send, ask, asked, unplugged, untilUnplugged, replies } = cable();
    send(ask(1), ask(2));
    await settled();
    pull();
    await untilUnplugged(1);
    expect(asked.map(({ cancelled }) => cancelled)).toEqual([true, true]);
    for (const transfer of asked) transfer.complete([Buffer.from("x")]);
    await settled();
    expect([replies(), unplugged()]).toEqual([[], 1]);
  });

  test("in the middle of a message: what was whole is answered, the rest is forgotten", async () => {
    const { host, send, tell, heard, untilUnplugged, replies } = cable();
    send(tell(1, "whole"), tell(2, "half").subarray(0, 50));
    await settled();
    host.end();
    await untilUnplugged(1);
    expect([heard, replies()]).toEqual([["whole"], [done(1)]]);
  });
});

describe("what is no USB/IP", () => {
  test.each([
    ["noise", Buffer.from("GET / HTTP/1.1\r\nHost: usb.example\r\nConnection: close\r\n\r\n")],
    ["a length that no kernel sends", submitBytes({ sequence: 2, data: Buffer.alloc(0) }).fill(0xff, 24, 28)],
    ["an answer instead of a question", Buffer.from("00000003".padEnd(96, "0"), "hex")],
  ])("%s ends the connection; what came before it was answered", async (_, bytes) => {
    const { send, tell, heard, untilUnplugged } = cable();
    send(tell(1, "good"), bytes, tell(3, "never"));
    await untilUnplugged(1);
    expect(heard).toEqual(["good"]);
  });

  test("any bytes at all bring nothing down", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const { host, untilUnplugged } = cable();
        host.write(bytes);
        host.end();
        await untilUnplugged(1);
      }),
      { numRuns: 50 },
    );
  });
});

test("a device can be pulled and plugged again at the same port", async () => {
  const { device, untilUnplugged } = plainDevice();
  const pluggable = await PluggableDevice.listen(device);
  const plug = async (): Promise<Socket> => {
    const host = connect(pluggable.port, "127.0.0.1");
    host.on("error", () => undefined);
    await once(host, "connect");
    host.write(submitBytes({ sequence: 1, endpoint: 2, data: Buffer.from("a") }));
    await once(host, "data");
    return host;
  };
  for (const times of [1, 2]) {
    const host = await plug();
    expect(pluggable.isTaken).toBe(true);
    pluggable.pull();
    await untilUnplugged(times);
    host.destroy();
    expect(pluggable.isTaken).toBe(false);
  }
  pluggable.close();
});
