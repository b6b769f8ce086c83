import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DisplayProtocol, DisplayRequest } from "../../../../drivers/displays/protocol.ts";
import { lg } from "../../../../drivers/displays/protocols/lg.ts";
import { nec, necFrame } from "../../../../drivers/displays/protocols/nec.ts";
import { pjlink } from "../../../../drivers/displays/protocols/pjlink.ts";
import { samsungMdc } from "../../../../drivers/displays/protocols/samsung-mdc.ts";
import { sonySimpleIp } from "../../../../drivers/displays/protocols/sony-simple-ip.ts";
import {
  firstSession,
  type SessionEffect,
  type SessionEvent,
  stepSession,
} from "../../../../drivers/displays/session.ts";
import { bytes, hex, serialCase } from "./serial-cases.ts";

const askPower: DisplayRequest = { type: "askPower" };
const powerOn: DisplayRequest = { type: "setPower", on: true };

/** A conversation whose time passes only as the test says. */
function conversation(protocol: DisplayProtocol) {
  let session = firstSession;
  let nowMs = 1_000;
  const log: SessionEffect[] = [];
  const take = (event: SessionEvent) => {
    const [next, effects] = stepSession(protocol, session, event, nowMs);
    session = next;
    log.push(...effects);
    return effects;
  };
  return {
    ask: (request: DisplayRequest) => take({ type: "ask", request }),
    hear: (data: Uint8Array | string) =>
      take({ type: "bytes", bytes: typeof data === "string" ? Buffer.from(data) : data }),
    /** Lets time pass, waking as asked. */
    wait(ms: number) {
      const until = nowMs + ms;
      for (;;) {
        const wake = log.findLast((effect) => effect.type === "wake");
        if (wake?.type !== "wake" || wake.atMs > until || wake.atMs <= nowMs) break;
        nowMs = wake.atMs;
        take({ type: "time" });
      }
      nowMs = until;
    },
    sent: () => log.flatMap((effect) => (effect.type === "send" ? [hex(effect.bytes)] : [])),
    heard: () => log.filter((effect) => effect.type !== "send" && effect.type !== "wake"),
    get session() {
      return session;
    },
  };
}

const samsungOff = serialCase("samsung-mdc-01").received[0]!;

describe("a display that does not behave", () => {
  it("that never answers is asked a limited number of times, and people read what is usual", () => {
    const talk = conversation(nec(1));
    talk.ask(askPower);
    talk.wait(60_000);
    expect(talk.sent()).toHaveLength(3);
    expect(talk.heard()).toEqual([{ type: "gaveUp", request: askPower, why: expect.stringMatching(/null modem/) }]);
  });

  it("that once answered and then falls silent is not blamed on its cable", () => {
    const talk = conversation(samsungMdc(0));
    talk.ask(askPower);
    talk.hear(samsungOff);
    talk.wait(1_000);
    talk.ask(askPower);
    talk.wait(60_000);
    expect(talk.heard().at(-1)).toEqual({ type: "gaveUp", request: askPower, why: "it does not answer" });
  });

  it("that answers with noise before its answer is understood", () => {
    const talk = conversation(samsungMdc(0));
    talk.ask(askPower);
    talk.hear(bytes("00ff13"));
    talk.hear(samsungOff);
    expect(talk.heard()).toEqual([
      { type: "answered", request: askPower, answer: { type: "power", power: "off", asked: true } },
    ]);
  });

  it("that stops in the middle of an answer does not spoil the next one", () => {
    const talk = conversation(samsungMdc(0));
    talk.ask(askPower);
    talk.hear(samsungOff.subarray(0, 4));
    talk.wait(2_000);
    talk.hear(samsungOff);
    expect(talk.sent()).toHaveLength(2);
    expect(talk.heard()).toHaveLength(1);
  });

  it("that refuses while it starts is asked again later, not at once", () => {
    const talk = conversation(lg(1));
    talk.ask(powerOn);
    talk.hear(serialCase("lg-09").received[0]!);
    talk.wait(1_000);
    expect(talk.sent()).toHaveLength(1);
    talk.wait(3_000);
    expect(talk.sent()).toHaveLength(2);
    talk.hear("a 01 OK01x");
    expect(talk.heard().at(-1)).toMatchObject({ type: "answered", answer: { type: "done" } });
  });

  it("that says busy again and again is given up", () => {
    const talk = conversation(nec(1));
    talk.ask(askPower);
    for (let times = 0; times < 5; times++) {
      talk.hear(serialCase("nec-06").received[0]!);
      talk.wait(4_000);
    }
    expect(talk.sent()).toHaveLength(3);
    expect(talk.heard()).toMatchObject([{ type: "gaveUp", why: expect.stringMatching(/busy/) }]);
  });

  it("whose answer comes after we gave up is heard as news", () => {
    const talk = conversation(samsungMdc(0));
    talk.ask(askPower);
    talk.wait(60_000);
    talk.hear(samsungOff);
    expect(talk.heard().at(-1)).toMatchObject({ type: "noticed", answer: { type: "power", power: "off" } });
  });
});

describe("a display that answers late", () => {
  it("does not make an order taken by the value of an earlier question, nor a question answered by an earlier order", () => {
    const talk = conversation(pjlink);
    talk.ask(powerOn);
    talk.hear("%1POWR=0\r");
    expect(talk.heard()).toMatchObject([{ type: "noticed", answer: { type: "power", power: "off" } }]);
    talk.hear("%1POWR=OK\r");
    talk.ask(askPower);
    talk.wait(4_000);
    talk.hear("%1POWR=OK\r%1POWR=3\r");
    expect(talk.heard().slice(1)).toMatchObject([
      { type: "answered", request: powerOn, answer: { type: "done" } },
      { type: "answered", request: askPower, answer: { type: "power", power: "warming" } },
    ]);
  });
});

describe("the order of things", () => {
  it("one request at a time, and a pause after each", () => {
    const talk = conversation(samsungMdc(0));
    talk.ask(askPower);
    talk.ask({ type: "askInput" });
    expect(talk.sent()).toHaveLength(1);
    talk.hear(samsungOff);
    expect(talk.sent()).toHaveLength(1);
    talk.wait(200);
    expect(talk.sent()).toHaveLength(2);
  });

  it("after switching, the display is left alone for as long as its maker says", () => {
    const talk = conversation(nec(1));
    talk.ask(powerOn);
    talk.hear(necFrame(1, "B", "00C203D60001"));
    talk.ask(askPower);
    talk.wait(14_000);
    expect(talk.sent()).toHaveLength(1);
    talk.wait(2_000);
    expect(talk.sent()).toHaveLength(2);
  });

  it("of two opposite orders that wait only the last is sent", () => {
    const talk = conversation(samsungMdc(0));
    talk.ask(askPower);
    talk.ask(powerOn);
    talk.ask({ type: "setPower", on: false });
    talk.hear(samsungOff);
    talk.wait(200);
    expect(talk.sent()).toEqual(["aa11000011", "aa1100010012"]);
  });

  it("an answer and a notice in one chunk are both heard, each for itself", () => {
    const talk = conversation(sonySimpleIp);
    talk.ask({ type: "setPower", on: false });
    talk.hear(serialCase("sony-simple-ip-01").received[0]!);
    expect(talk.heard()).toMatchObject([
      { type: "answered", answer: { type: "done" } },
      { type: "noticed", answer: { type: "power", power: "off" } },
    ]);
  });

  it("what somebody does with the remote control is heard without asking", () => {
    const talk = conversation(sonySimpleIp);
    talk.hear(serialCase("sony-simple-ip-07").received[0]!);
    expect(talk.heard()).toMatchObject([{ type: "noticed", answer: { type: "power", power: "on" } }]);
  });

  it("a request that the language does not have is refused at once", () => {
    const talk = conversation(samsungMdc(0));
    talk.ask({ type: "setInput", input: "telepathy" });
    expect(talk.heard()).toMatchObject([{ type: "gaveUp" }]);
    expect(talk.sent()).toEqual([]);
  });
});

it("whatever comes in whatever order: every request ends once, and never two are on the line", () => {
  const event = fc.oneof(
    fc.constantFrom<DisplayRequest>(askPower, powerOn, { type: "askInput" }).map((request) => ({ request })),
    fc
      .constantFrom(
        samsungOff,
        bytes("aaff000341110155"),
        bytes("aaff00034e1101 62".replaceAll(" ", "")),
        bytes("00"),
        samsungOff.subarray(0, 3),
      )
      .map((data) => ({ data })),
    fc.nat(5_000).map((ms) => ({ ms })),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const talk = conversation(samsungMdc(0));
      for (const one of events) {
        if ("request" in one) talk.ask(one.request);
        else if ("data" in one) talk.hear(one.data);
        else talk.wait(one.ms);
      }
      for (let times = 0; times < 20; times++) talk.wait(10_000);
      expect(talk.session).toMatchObject({ queue: [], waiting: null });
    }),
    { numRuns: 300 },
  );
});
