import fc from "fast-check";
import { expect, test } from "vitest";
import { newClaimCode, readClaimCode, sameSecret, showClaimCode } from "../../../src/hub/trust/claim-code.ts";
import { judgeSighting, type Sighting } from "../../../src/hub/trust/clones.ts";

test("a code is read as it is shown, however it is typed", () => {
  for (let n = 0; n < 200; n++) {
    const code = newClaimCode();
    const shown = showClaimCode(code);
    for (const typed of [shown, shown.toLowerCase(), shown.replace("-", " "), ` ${shown.replace("-", "")} `]) {
      expect(readClaimCode(typed)).toEqual(code);
    }
  }
});

test("letters that look like digits are taken for them", () => {
  expect(readClaimCode("oOiI-lLABCD")).toEqual({ locator: "0011", proof: "11ABCD" });
});

test.each(["", "ABCD", "ABCD-EFGHJKM", "ABCD-EFGHJ!", "ÄBCD-EFGHJK", "'; drop table claims"])(
  "%j is no code",
  (typed) => {
    expect(readClaimCode(typed)).toBeNull();
  },
);

test("secrets are the same only when equal, whatever their lengths", () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => sameSecret(a, b) === (a === b)));
});

const at = (connection: number, boot: string, machine: string): Sighting => ({
  connection,
  boot,
  machine,
  address: `10.0.0.${machine}`,
});

test("a restarted daemon, a changed network and a lost last write are no clones", () => {
  expect(judgeSighting(at(7, "b1", "1"), null, at(8, "b2", "1")).kind).toBe("fine");
  expect(judgeSighting(at(7, "b1", "1"), at(7, "b1", "1"), at(8, "b1", "1")).kind).toBe("fine");
  expect(judgeSighting(at(7, "b1", "1"), null, at(6, "b2", "1")).kind).toBe("fine");
  expect(judgeSighting(null, null, at(1, "b1", "1")).kind).toBe("fine");
});

test("two computers that use one key at the same time are both named", () => {
  const verdict = judgeSighting(at(7, "b1", "1"), at(7, "b1", "1"), at(8, "b2", "2"));
  expect(verdict).toEqual({
    kind: "clone",
    why: "in use at the same time by computer 1 at 10.0.0.1 and computer 2 at 10.0.0.2",
  });
});

test("two copies of a disk that are never on at the same time are noticed at the latest when both have come", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }),
      (start, turns) => {
        // Each copy counts on from the same number by itself.
        const counters = { a: start, b: start };
        let last: Sighting | null = at(start, "before", "a");
        let noticed = false;
        for (const [n, first] of [...turns, true, false, true].entries()) {
          const machine = first ? "a" : "b";
          counters[machine] += 1;
          const now = at(counters[machine], `boot${n}`, machine);
          const verdict = judgeSighting(last, null, now);
          if (verdict.kind === "clone") noticed = true;
          else last = now;
        }
        // One that ran ahead by more connections than the other ever makes stays unseen; nearly equal use is always seen.
        if (Math.abs(counters.a - counters.b) <= 1) expect(noticed).toBe(true);
      },
    ),
  );
});
