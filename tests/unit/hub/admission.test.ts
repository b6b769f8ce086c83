import { expect, test } from "vitest";
import { Admission } from "../../../src/hub/gateway/admission.ts";
import type { Urgency } from "../../../src/protocol/hub/frames.ts";

const limits = { perSecond: 400, burst: 2000, tenantShare: 0.6 };

interface Asker {
  tenant: string;
  urgency?: Urgency;
  perSecond: number;
}

/** How many of each asker's requests were admitted in so many seconds. */
function storm(seconds: number, askers: readonly Asker[]): number[] {
  const admission = new Admission(limits, 0);
  const admitted = askers.map(() => 0);
  for (let ms = 0; ms < seconds * 1000; ms++) {
    for (const [at, { tenant, urgency = "idle", perSecond }] of askers.entries()) {
      const due = Math.floor(((ms + 1) * perSecond) / 1000) - Math.floor((ms * perSecond) / 1000);
      for (let n = 0; n < due; n++) if (admission.admit(tenant, urgency, ms) === 0) admitted[at]! += 1;
    }
  }
  return admitted;
}

test("an organisation that is alone on the hub gets all of what it can take", () => {
  const [all] = storm(60, [{ tenant: "a", perSecond: 1000 }]) as [number];
  expect(all).toBeGreaterThanOrEqual(60 * limits.perSecond);
  expect(all).toBeLessThanOrEqual(60 * limits.perSecond + limits.burst);
});

test("while ten thousand rooms of one organisation come back, those of a small one come in, too", () => {
  const [large, small] = storm(60, [
    { tenant: "large", perSecond: 2000 },
    { tenant: "small", perSecond: 5 },
  ]) as [number, number];
  // Rooms that are refused come again after the time that they were told: a share of tries is enough.
  expect(small).toBeGreaterThan(60 * 5 * 0.5);
  expect(large).toBeGreaterThan(60 * limits.perSecond * limits.tenantShare * 0.9);
});

test("a room in a meeting is let in while idle ones wait", () => {
  const [idle, meeting] = storm(30, [
    { tenant: "a", perSecond: 2000 },
    { tenant: "a", urgency: "meeting", perSecond: 20 },
  ]) as [number, number];
  expect(meeting).toBe(30 * 20);
  expect(idle).toBeGreaterThan(0);
});

test("who is refused is told a time after which it is worth coming", () => {
  const admission = new Admission(limits, 0);
  let wait = 0;
  while (wait === 0) wait = admission.admit("a", "idle", 0);
  expect(admission.admit("a", "idle", wait)).toBe(0);
});
