import { expect, test } from "vitest";
import type { RoomList as ListAnswer, ShownRoom } from "../../../src/protocol/hub/shown-room.ts";
import { sinceOf, troublesOf } from "../../../src/web/console/fleet/room-facts.ts";
import { changesIn, missingFor, patched, roomAt, withAnswer } from "../../../src/web/console/rooms/list-model.ts";

const room = (id: string, change: Partial<ShownRoom> = {}): ShownRoom => ({
  ...{ id, organisation: "acme", name: id, site: null, siteName: "", group: null, groupName: "", building: "" },
  ...{ floor: "", tags: [], expected: [], connected: true, hub: null, seenAt: 5, software: "1", address: "" },
  ...{ summary: null, targetVersion: 0, reportedVersion: 0, reportedStatus: "", reportedReason: "", suspicion: null },
  ...{ status: "idle", trouble: null, missing: [], drift: false },
  ...change,
});
const answer = (total: number, ...ids: string[]): ListAnswer => ({
  total,
  counts: {},
  rooms: ids.map((id) => room(id)),
});
const query = { search: "", only: "" };

test("a window that nobody has read yet is asked for, one that is there is not", () => {
  const list = withAnswer(null, query, 0, 100, answer(350, "a", "b"));
  expect(missingFor(list, 0, 60)).toBeNull();
  expect(missingFor(list, 90, 210)).toEqual({ offset: 100, limit: 200 });
  expect(missingFor(list, 340, 400)).toEqual({ offset: 300, limit: 100 });
});

test("a longer list makes the windows elsewhere out of date, and keeps them to be shown", () => {
  const first = withAnswer(null, query, 0, 100, answer(300, "a"));
  const both = withAnswer(first, query, 100, 100, answer(300, "b"));
  const longer = withAnswer(both, query, 0, 100, answer(301, "z"));
  expect(roomAt(longer, 100)?.id).toBe("b");
  expect(missingFor(longer, 100, 110)).toEqual({ offset: 100, limit: 100 });
});

test("changes count rooms that come, go or move; the same rooms with other states are none", () => {
  const list = withAnswer(null, query, 0, 100, answer(3, "a", "b", "c"));
  expect(changesIn(list, 0, answer(3, "a", "b", "c"))).toBe(0);
  expect(changesIn(list, 0, answer(3, "b", "a", "c"))).toBe(1);
  expect(changesIn(list, 0, answer(1, "a"))).toBe(2);
  expect(changesIn(list, 0, answer(3, "a", "d", "e"))).toBe(2);
});

test("a room that changes is patched where it stands; rooms of other searches are left out", () => {
  const list = withAnswer(null, query, 0, 100, answer(2, "a", "b"));
  const now = patched(list, [room("b", { status: "meeting" }), room("elsewhere")]);
  expect(roomAt(now, 1)?.status).toBe("meeting");
  expect(now.rooms.size).toBe(2);
});

test("the gravest trouble comes first with its time; what an offline room last said is not repeated", () => {
  const summary: ShownRoom["summary"] = {
    meeting: null,
    faults: [
      { code: "calendar.stale", severity: "warning", subject: "", since: "2026-01-01T00:00:00Z" },
      { code: "microphone.failed", severity: "serious", subject: "", since: "2026-01-02T00:00:00Z" },
    ],
    devices: [],
    calendar: { configured: false, readAt: null, stale: false },
  };
  const ill = room("a", { summary });
  const troubles = troublesOf(ill);
  expect(troubles.map(({ what }) => what.kind === "fault" && what.code)).toEqual([
    "microphone.failed",
    "calendar.stale",
  ]);
  expect(sinceOf(ill, troubles)).toBe("2026-01-02T00:00:00Z");
  const away = room("a", { summary, connected: false, status: "offline" });
  expect(troublesOf(away).map(({ what }) => what.kind)).toEqual(["offline"]);
});

test("a camera that gives no picture is not said to be missing as well", () => {
  const fault = { code: "camera.failed", severity: "warning", subject: "", since: "2026-01-01T00:00:00Z" };
  const calendar = { configured: false, readAt: null, stale: false };
  const summary: ShownRoom["summary"] = { meeting: null, faults: [fault], devices: [], calendar };
  expect(troublesOf(room("a", { summary, missing: ["camera", "display"] })).map(({ what }) => what)).toEqual([
    { kind: "fault", code: "camera.failed", subject: "" },
    { kind: "missing", capabilities: ["display"] },
  ]);
});
