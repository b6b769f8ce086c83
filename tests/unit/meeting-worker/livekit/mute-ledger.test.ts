import { describe, expect, it } from "vitest";
import { MuteLedger } from "../../../../src/meeting-worker/livekit/mute-ledger.ts";

describe("whose mute it was", () => {
  it("an own mute is not taken for the host's", () => {
    const ledger = new MuteLedger();
    ledger.expect(true, 0);
    expect(ledger.hear(true, 5)).toBe("own");
  });

  it("a mute that nobody here asked for is somebody else's, both times it is told", () => {
    const ledger = new MuteLedger();
    expect([ledger.hear(true, 0), ledger.hear(true, 1)]).toEqual(["other", "other"]);
  });

  it("quick own mute and unmute, told late, stay own", () => {
    const ledger = new MuteLedger();
    ledger.expect(true, 0);
    ledger.expect(false, 1);
    expect([ledger.hear(true, 40), ledger.hear(false, 41)]).toEqual(["own", "own"]);
  });

  it("an own mute that was never confirmed does not hide the host's much later", () => {
    const ledger = new MuteLedger();
    ledger.expect(true, 0);
    expect(ledger.hear(true, 60_000)).toBe("other");
  });

  it("a host's mute that looks like the echo of an own one taken back at once is found out", () => {
    const ledger = new MuteLedger();
    ledger.expect(true, 0);
    ledger.expect(false, 1);
    expect(ledger.hear(true, 500)).toBe("own");
    expect(ledger.settled(600)).toBeNull();
    expect(ledger.settled(3500)).toBe(true);
  });

  it("an own change that was confirmed is how it is", () => {
    const ledger = new MuteLedger();
    ledger.expect(true, 0);
    ledger.hear(true, 40);
    expect(ledger.settled(3040)).toBe(true);
  });
});
