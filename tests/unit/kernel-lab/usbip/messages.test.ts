import { describe, expect, test } from "vitest";
import { status, submitReply, takeMessage, unlinkReply } from "../../../kernel-lab/usbip/messages.ts";
import { submitBytes } from "./host-bytes.ts";

describe("messages of USB/IP", () => {
  test("a message in pieces is not taken before it is whole, and what follows it stays", () => {
    const bytes = Buffer.concat([submitBytes({ data: Buffer.from("hello") }), Buffer.from("next")]);
    for (let cut = 0; cut < 53; cut++) expect(takeMessage(bytes.subarray(0, cut))).toBeNull();
    const taken = takeMessage(bytes);
    expect(taken?.rest.toString()).toBe("next");
    expect(taken?.message).toMatchObject({ type: "submit", sequence: 7, direction: "out", endpoint: 2, packets: [] });
  });

  test("isochronous packets keep their places, and the answer tells how much each of them has", () => {
    const packets: [number, number][] = [
      [0, 8],
      [8, 8],
    ];
    const message = takeMessage(submitBytes({ isIn: true, length: 16, packets }))?.message;
    if (message?.type !== "submit") throw new TypeError("no submit");
    expect(message.packets).toEqual([
      { offset: 0, length: 8 },
      { offset: 8, length: 8 },
    ]);
    const reply = submitReply(message, status.done, [Buffer.from("ab"), Buffer.from("cdefgh")]);
    expect(reply.readUInt32BE(24)).toBe(8);
    expect(reply.subarray(48, 56).toString()).toBe("abcdefgh");
    expect([reply.readUInt32BE(56 + 8), reply.readUInt32BE(72 + 8)]).toEqual([2, 6]);
  });

  test("a transfer that the host gives up is acknowledged only while it is pending", () => {
    const unlink = { type: "unlink" as const, sequence: 9, victim: 7 };
    expect(unlinkReply(unlink, true).readInt32BE(20)).toBe(status.unlinked);
    expect(unlinkReply(unlink, false).readInt32BE(20)).toBe(status.done);
  });

  test("what is no message is refused, not guessed at", () => {
    expect(() => takeMessage(Buffer.alloc(48))).toThrow(RangeError);
  });

  test("a length that no kernel sends is refused: it would be waited for until the memory is full", () => {
    const header = submitBytes({});
    header.writeUInt32BE(0xffff_ffff, 24);
    expect(() => takeMessage(header)).toThrow(/4294967295 bytes/);
    const packets = submitBytes({ isIn: true });
    packets.writeInt32BE(100_000, 32);
    expect(() => takeMessage(packets)).toThrow(/100000 packets/);
  });
});
