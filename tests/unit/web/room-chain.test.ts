import { expect, test } from "vitest";
import type { ShownRoom } from "../../../src/protocol/hub/shown-room.ts";
import { chainOf, firstBroken } from "../../../src/web/console/room/chain-model.ts";

const summary = {
  meeting: null,
  faults: [],
  devices: [{ title: "Cam", driver: "uvc", phase: "ready", capabilities: ["camera"] }],
  calendar: { configured: true, readAt: null, stale: false },
};

const roomWith = (change: Partial<ShownRoom>): ShownRoom => ({
  ...{ id: "r", organisation: "o", name: "Oak", site: null, siteName: "", group: null, groupName: "" },
  ...{ building: "", floor: "", tags: [], expected: [], connected: true, hub: null, seenAt: 1, software: "1" },
  ...{ address: "", summary, targetVersion: 0, reportedVersion: 0, reportedStatus: "", reportedReason: "" },
  ...{ suspicion: null, status: "idle", trouble: null, missing: [], drift: false },
  ...change,
});
const stateOf = (room: ShownRoom, part: string) => chainOf(room).find((link) => link.part === part)?.state;
const fault = (code: string) => ({ ...summary, faults: [{ code, severity: "warning", subject: "", since: "" }] });

test("an offline room's last words are not shown as what is so now", () => {
  const chain = chainOf(roomWith({ connected: false, status: "offline" }));
  expect(firstBroken(chain)?.part).toBe("hub");
  expect(new Set(chain.slice(1).map(({ state }) => state))).toEqual(new Set(["unknown"]));
});

test("a room that never connected is not said to be broken", () => {
  expect(firstBroken(chainOf(roomWith({ connected: false, status: "never", summary: null })))).toBeNull();
});

test.each([
  ["device-host.down", "computer"],
  ["calendar.stale", "calendar"],
  ["camera.failed", "camera"],
  ["microphone.missing", "microphone"],
  ["speaker.failed", "speaker"],
  ["network.down", "meetingServer"],
])("%s is marked at its link, %s", (code, part) => {
  expect(firstBroken(chainOf(roomWith({ summary: fault(code) })))).toEqual({ part, state: "broken", fault: code });
});

test("one unreadable event does not mark the whole calendar as broken", () => {
  expect(stateOf(roomWith({ summary: fault("calendar.event") }), "calendar")).toBe("works");
});

test("a device that should be there breaks its link, one that nobody expects does not", () => {
  expect(stateOf(roomWith({ missing: ["display"] }), "display")).toBe("broken");
  expect(stateOf(roomWith({}), "display")).toBe("unused");
});

test("a camera that is there and failed is not shown as working", () => {
  const devices = summary.devices.map((device) => ({ ...device, phase: "faulted" }));
  expect(stateOf(roomWith({ summary: { ...summary, devices } }), "camera")).toBe("broken");
});

test("a meeting server that nobody asked is not said to work", () => {
  const meeting = { title: "Design", phase: "connected", since: "" };
  expect(stateOf(roomWith({}), "meetingServer")).toBe("unknown");
  expect(stateOf(roomWith({ summary: { ...summary, meeting } }), "meetingServer")).toBe("works");
});
