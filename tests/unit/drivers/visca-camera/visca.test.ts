import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ipFrame, isSequenceError, readIpFrame, resetSequence } from "../../../../drivers/visca-camera/ip-frame.ts";
import { ViscaLine } from "../../../../drivers/visca-camera/line.ts";
import { panTiltOf, visca, viscaMessages, viscaReply, zoomOf } from "../../../../drivers/visca-camera/messages.ts";
import {
  firstViscaSession,
  type Request,
  stepVisca,
  stopRequest,
  type ViscaEffect,
  type ViscaEvent,
} from "../../../../drivers/visca-camera/session.ts";
import { silentLog } from "../../../../src/platform/log.ts";
import { FakeClock } from "../../../simulators/fake-clock.ts";
import { bytes, casesOf, hex, serialCase } from "../displays/serial-cases.ts";

const replyOf = (id: string) => viscaReply(serialCase(id).received[0]!);
const framedReplyOf = (id: string) => {
  const frame = readIpFrame(serialCase(id).received[0]!);
  return { sequence: frame?.sequence, reply: viscaReply(frame!.payload) };
};

describe("what was seen on real cameras", () => {
  it("a question over IP and its answer, with the same sequence number (visca-ip-02)", () => {
    expect(hex(ipFrame(visca.askFocusMode, 0x2f5a))).toBe(serialCase("visca-ip-02").send);
    expect(framedReplyOf("visca-ip-02")).toEqual({
      sequence: 0x2f5a,
      reply: { type: "answer", data: Uint8Array.of(2) },
    });
  });

  it("positions below zero (visca-ip-05)", () => {
    expect(hex(ipFrame(visca.askPanTilt, 0x2f5d))).toBe(serialCase("visca-ip-05").send);
    const { reply } = framedReplyOf("visca-ip-05");
    expect(reply?.type === "answer" && panTiltOf(reply.data)).toEqual({ pan: -394, tilt: -205 });
  });

  it("an answer without a value is no position (visca-ip-08)", () => {
    expect(framedReplyOf("visca-ip-08").reply).toEqual({ type: "completed", socket: 1 });
    const talk = conversation();
    talk.request({ kind: "question", bytes: visca.askPanTilt, name: "position" });
    talk.reply("visca-ip-08");
    expect(talk.outcomes()).toEqual([{ type: "failed", name: "position", why: "it answered without a value" }]);
  });

  it("an axis at rest has speed 1: 0 is a syntax error (visca-serial-01)", () => {
    expect(replyOf("visca-serial-01")).toMatchObject({ type: "error", code: 2, retry: "never" });
    const drive = visca.drive({ pan: 0.5, tilt: 0 });
    expect(hex(drive)).toBe("810106010c010203ff");
  });

  it("an acceptance from another address is one (visca-tcp-01)", () => {
    expect(hex(visca.recallPreset(1))).toBe(serialCase("visca-tcp-01").send);
    expect(replyOf("visca-tcp-01")).toEqual({ type: "accepted", socket: 1 });
  });

  it("a completion of nothing is noted, and the conversation goes on (visca-tcp-04)", () => {
    const talk = conversation();
    talk.reply("visca-tcp-04");
    talk.request({ kind: "order", bytes: visca.home, name: "home" });
    talk.reply("visca-tcp-01");
    expect(talk.outcomes()).toEqual([
      { type: "odd", what: expect.any(String) },
      { type: "done", name: "home" },
    ]);
  });

  it("every case is looked at above", () => {
    expect(casesOf("visca-ip", "visca-serial", "visca-tcp")).toHaveLength(6);
  });
});

describe("messages", () => {
  it("our own message coming back is no reply", () => {
    expect(viscaReply(visca.home)).toBeNull();
  });

  it("several in one chunk, one in several chunks, noise between", () => {
    const stream = bytes("9041ff9051ff13ff9050");
    const { messages, rest } = viscaMessages(stream);
    expect(messages.map(hex)).toEqual(["9041ff", "9051ff"]);
    expect(viscaMessages(bytes("0013" + "9041ff")).messages.map(hex)).toEqual(["9041ff"]);
    expect(viscaMessages(Uint8Array.of(...rest, 0x02, 0xff)).messages.map(hex)).toEqual(["905002ff"]);
  });

  it("every speed gives a message that a camera accepts: speeds of at least 1, directions of 1 to 3", () => {
    const speed = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(speed, speed, (pan, tilt) => {
        const [, , , , panSpeed = 0, tiltSpeed = 0, panWay = 0, tiltWay = 0] = visca.drive({ pan, tilt });
        expect(panSpeed).toBeGreaterThanOrEqual(1);
        expect(panSpeed).toBeLessThanOrEqual(24);
        expect(tiltSpeed).toBeGreaterThanOrEqual(1);
        expect(tiltSpeed).toBeLessThanOrEqual(20);
        expect([1, 2, 3]).toContain(panWay);
        expect([1, 2, 3]).toContain(tiltWay);
      }),
    );
  });

  it("positions are written as they are read", () => {
    const position = fc.integer({ min: -32768, max: 32767 });
    fc.assert(
      fc.property(position, position, (pan, tilt) => {
        expect(panTiltOf(visca.panTiltTo(pan, tilt).slice(6, -1))).toEqual({ pan, tilt });
      }),
    );
    expect(zoomOf(visca.zoomTo(0x4000).slice(4, -1))).toBe(0x4000);
    expect(zoomOf(new Uint8Array())).toBeNull();
  });

  it("any bytes and datagrams are survived", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (noise) => {
        const { messages, rest } = viscaMessages(noise);
        for (const message of messages) viscaReply(message);
        expect(rest.length).toBeLessThanOrEqual(16);
        const frame = readIpFrame(noise);
        expect(frame === null || frame.payload.length <= noise.length).toBe(true);
      }),
    );
  });

  it("a camera that counts otherwise says so", () => {
    expect(hex(resetSequence())).toBe("020000010000000001");
    expect(isSequenceError(readIpFrame(bytes("0201000200000000" + "0f01"))!)).toBe(true);
    expect(isSequenceError(readIpFrame(bytes("01110003000000019051ff"))!)).toBe(false);
  });
});

function conversation() {
  let session = firstViscaSession;
  let nowMs = 0;
  const log: ViscaEffect[] = [];
  const take = (event: ViscaEvent) => {
    const [next, effects] = stepVisca(session, event, nowMs);
    session = next;
    log.push(...effects);
  };
  return {
    request: (request: Request) => take({ type: "request", request }),
    reply: (idOrHex: string) => {
      const raw = /^[0-9a-f]+$/.test(idOrHex) ? bytes(idOrHex) : serialCase(idOrHex).received[0]!;
      take({ type: "reply", reply: viscaReply(readIpFrame(raw)?.payload ?? raw)! });
    },
    wait(ms: number) {
      const until = nowMs + ms;
      while (nowMs < until) {
        nowMs = Math.min(until, nowMs + 50);
        take({ type: "time" });
      }
    },
    sent: () => log.flatMap((effect) => (effect.type === "send" ? [hex(effect.bytes)] : [])),
    outcomes: () => log.filter((effect) => effect.type !== "send" && effect.type !== "wake"),
  };
}

describe("a camera over IP", () => {
  /** A line with a camera that says what the test says. */
  function framed() {
    const sent: Uint8Array[] = [];
    const line = new ViscaLine({ clock: new FakeClock(), fail: () => undefined, log: silentLog }, true);
    line.start({
      send(frame) {
        sent.push(frame);
        return Promise.resolve();
      },
    });
    const say = (type: number, sequence: number, payload: string) => {
      const body = bytes(payload);
      const head = Buffer.alloc(8);
      head.writeUInt16BE(type, 0);
      head.writeUInt16BE(body.length, 2);
      head.writeUInt32BE(sequence, 4);
      line.heard(Uint8Array.of(...head, ...body));
    };
    return { line, sent, say };
  }

  it("that confirms the new count of messages is understood from its first answer on", async () => {
    const { line, sent, say } = framed();
    say(0x0201, 0, "01");
    const answer = line.request("question", visca.askPower);
    say(0x0111, 0, "905002ff");
    expect(hex(await answer)).toBe("02");
    expect(sent).toHaveLength(2);
  });

  it("whose answer comes late does not answer the next question", async () => {
    const { line, say } = framed();
    for (const sequence of [0, 1, 2]) {
      const zoom = line.request("question", visca.askZoom);
      say(0x0111, sequence, "905000040000ff");
      await zoom;
    }
    const position = line.request("question", visca.askPanTilt);
    say(0x0111, 2, "905000040000ff");
    say(0x0111, 3, "90500001020300000a0bff");
    expect(panTiltOf(await position)).toEqual({ pan: 0x0123, tilt: 0x00ab });
  });

  it("that puts the same number on whatever it says is understood all the same", async () => {
    const { line, say } = framed();
    for (let times = 0; times < 5; times++) {
      const answer = line.request("question", visca.askZoom);
      say(0x0111, 1, "905000040000ff");
      expect(zoomOf(await answer)).toBe(0x0400);
    }
  });
});

const drive = (pan: number): Request => ({ kind: "drive", bytes: visca.drive({ pan, tilt: 0 }), name: `drive ${pan}` });

describe("a camera that does not answer", () => {
  it("is given up although timers come a little early", () => {
    const question: Request = { kind: "question", bytes: visca.askPower, name: "power" };
    let [session, effects] = stepVisca(firstViscaSession, { type: "request", request: question }, 0);
    const seen = [...effects];
    for (let wakes = 0; wakes < 20 && effects.length > 0; wakes++) {
      const wake = effects.findLast((effect) => effect.type === "wake");
      if (wake?.type !== "wake") break;
      // Every second time a fraction too early.
      [session, effects] = stepVisca(session, { type: "time" }, wake.atMs - (wakes % 2 === 0 ? 0.4 : 0));
      seen.push(...effects);
    }
    expect(seen).toContainEqual({ type: "failed", name: "power", why: "it does not answer" });
  });

  it("gets the stop at once and again and again; movements that waited are dropped", () => {
    const talk = conversation();
    talk.request(drive(0.2));
    talk.request(drive(0.4));
    talk.request(drive(0.6));
    talk.request(stopRequest);
    expect(talk.sent()).toEqual([hex(drive(0.2).bytes), hex(visca.stop)]);
    talk.wait(2_000);
    expect(
      talk
        .sent()
        .slice(1)
        .every((message) => message === hex(visca.stop)),
    ).toBe(true);
    expect(talk.sent().length).toBeGreaterThan(4);
    talk.reply("9041ff");
    const count = talk.sent().length;
    talk.wait(5_000);
    expect(talk.sent()).toHaveLength(count);
  });

  it("an order that a stop interrupted is sent again after it", () => {
    const talk = conversation();
    talk.request({ kind: "order", bytes: visca.home, name: "home" });
    talk.request(stopRequest);
    talk.reply("9041ff");
    expect(talk.sent()).toEqual([hex(visca.home), hex(visca.stop), hex(visca.home)]);
  });

  it("a question is given up after two tries, a movement after one: it would come too late", () => {
    const talk = conversation();
    talk.request({ kind: "question", bytes: visca.askZoom, name: "zoom" });
    talk.request(drive(1));
    talk.wait(5_000);
    expect(talk.sent()).toHaveLength(3);
    expect(talk.outcomes()).toMatchObject([
      { name: "zoom", type: "failed" },
      { name: "drive 1", type: "failed" },
    ]);
  });
});

describe("a camera that answers", () => {
  it("moves by the newest movement; older ones that still waited are dropped", () => {
    const talk = conversation();
    talk.request(drive(0.1));
    talk.request(drive(0.5));
    talk.request(drive(0.9));
    talk.reply("9041ff");
    expect(talk.sent()).toEqual([hex(drive(0.1).bytes), hex(drive(0.9).bytes)]);
  });

  it("busy is tried again a little later; not understood is not", () => {
    const talk = conversation();
    talk.request({ kind: "order", bytes: visca.home, name: "home" });
    talk.reply("906003ff");
    expect(talk.sent()).toHaveLength(1);
    talk.wait(250);
    expect(talk.sent()).toHaveLength(2);
    talk.reply("906002ff");
    talk.wait(5_000);
    expect(talk.sent()).toHaveLength(2);
    expect(talk.outcomes()).toEqual([{ type: "failed", name: "home", why: "it does not understand this" }]);
  });

  it("the end of an earlier order does not answer a later question", () => {
    const talk = conversation();
    talk.request({ kind: "order", bytes: visca.home, name: "home" });
    talk.reply("9041ff");
    talk.request({ kind: "question", bytes: visca.askZoom, name: "zoom" });
    talk.reply("9051ff");
    talk.reply("905000040000ff");
    expect(talk.outcomes()).toEqual([
      { type: "done", name: "home" },
      { type: "answered", name: "zoom", data: Uint8Array.of(0, 4, 0, 0) },
    ]);
  });
});
