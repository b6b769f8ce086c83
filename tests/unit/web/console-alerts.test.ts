import { expect, test } from "vitest";
import type { ShownAlert, ShownSilence } from "../../../src/protocol/hub/shown-alerts.ts";
import {
  causeOf,
  duration,
  endOfDay,
  readAddresses,
  silenceOver,
  sortAlerts,
} from "../../../src/web/console/alerts/alerts-model.ts";

const alert = (change: Partial<ShownAlert>): ShownAlert => ({
  ...{ id: "a", rule: "r", cause: "missing camera", severity: "warning", title: "camera missing" },
  ...{ rooms: ["oak"], roomNames: ["Oak"], openedAt: 0, changedAt: 0, closedAt: null, ...change },
});

test.each([
  ["offline site-1", "offline in Oslo", { kind: "offline", site: "Oslo" }],
  ["offline", "offline", { kind: "offline", site: "" }],
  ["fault camera.missing", "camera.missing", { kind: "fault", code: "camera.missing" }],
  ["missing camera", "camera missing", { kind: "missing", capability: "camera" }],
  ["calendar", "calendar is old", { kind: "calendar" }],
  ["rejected no such driver", "x", { kind: "rejected", reason: "no such driver" }],
  ["trust room-1", "two at once", { kind: "trust", why: "two at once" }],
  ["weather", "it rains", { kind: "words", words: "it rains" }],
])("a cause of machine words is understood: %s", (cause, title, wanted) => {
  expect(causeOf({ cause, title })).toEqual(wanted);
});

test("serious alerts stand first, the youngest of them at the top; what is over is elsewhere", () => {
  const { standing, over } = sortAlerts([
    alert({ id: "notice", severity: "notice", openedAt: 9 }),
    alert({ id: "old", severity: "serious", openedAt: 1 }),
    alert({ id: "over", closedAt: 5 }),
    alert({ id: "young", severity: "serious", openedAt: 2 }),
  ]);
  expect(standing.map(({ id }) => id)).toEqual(["young", "old", "notice"]);
  expect(over.map(({ id }) => id)).toEqual(["over"]);
});

test("an alert is said to be silenced only when its cause is everywhere", () => {
  const silence = (change: Partial<ShownSilence>): ShownSilence => ({
    ...{ id: "s", room: null, roomName: "", cause: "missing", until: 5, reason: "", by: "", byName: "", ...change },
  });
  expect(silenceOver(alert({}), [silence({ room: "oak" }), silence({ cause: "fault" })])).toBeNull();
  expect(silenceOver(alert({}), [silence({ until: 5 }), silence({ until: 9 })])?.until).toBe(9);
});

test("a silence until a day lasts to its end, and a day that is none is told", () => {
  expect(new Date(endOfDay("2026-11-25") ?? 0).getHours()).toBe(23);
  expect(endOfDay("")).toBeNull();
});

test("recipients may be parted by commas of either language, semicolons or lines", () => {
  expect(readAddresses(" a@b.c, d@e.f;g@h.i\n")).toEqual(["a@b.c", "d@e.f", "g@h.i"]);
  expect(readAddresses("a@b.c，d@e.f")).toEqual(["a@b.c", "d@e.f"]);
});

test("a time is said in its largest whole unit", () => {
  expect(duration(90)).toEqual({ count: 90, unit: "second" });
  expect(duration(120)).toEqual({ count: 2, unit: "minute" });
  expect(duration(7200)).toEqual({ count: 2, unit: "hour" });
});
