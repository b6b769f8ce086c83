import { expect, test } from "vitest";
import { homeViewOf } from "../../../src/web/panel/home/hero-model.ts";
import { agenda, entry, idle, inMinutes, now } from "../../pages/support/room-states.ts";

const nowMs = Date.parse(now);
const ready = { joinable: true, noJoin: null };

test("a booking that can be joined is what matters, also before its start", () => {
  const state = idle({
    agenda: [entry({ id: "a", start: inMinutes(8), end: inMinutes(50), ...ready }), ...agenda.slice(1)],
  });
  expect(homeViewOf(state, nowMs)).toMatchObject({
    hero: { kind: "join", entry: { id: "a" } },
    agenda: [{ id: "b2" }, { id: "b3" }],
  });
});

test("when one meeting overruns into the next, people come for the next", () => {
  const running = entry({ id: "old", start: inMinutes(-60), end: inMinutes(5), ...ready });
  const starting = entry({ id: "new", start: inMinutes(0), end: inMinutes(60), ...ready });
  expect(homeViewOf(idle({ agenda: [running, starting] }), nowMs).hero).toMatchObject({
    kind: "join",
    entry: { id: "new" },
  });
});

test("two bookings that begin together: people are told why the room does not join by itself", () => {
  const one = entry({ id: "one", start: inMinutes(1), end: inMinutes(60), ...ready });
  const two = entry({ id: "two", start: inMinutes(3), end: inMinutes(30), ...ready });
  const next = entry({ id: "next", start: inMinutes(60), end: inMinutes(90), ...ready });
  const contested = (...agenda: (typeof one)[]) => homeViewOf(idle({ agenda }), nowMs).hero;
  expect(contested(one, two, next)).toMatchObject({ kind: "join", contested: true });
  expect(contested(one, next)).toMatchObject({ kind: "join", contested: false });
  expect(contested(one, { ...two, allDay: true })).toMatchObject({ kind: "join", contested: false });
});

test("a meeting that starts in ten minutes does not push away the one that runs", () => {
  const running = entry({ id: "old", start: inMinutes(-30), end: inMinutes(10), ...ready });
  const later = entry({ id: "new", start: inMinutes(10), end: inMinutes(60), ...ready });
  const view = homeViewOf(idle({ agenda: [running, later] }), nowMs);
  expect(view.hero).toMatchObject({ kind: "join", entry: { id: "old" } });
  expect(view.agenda.map(({ id }) => id)).toEqual(["new"]);
});

test("the room that joins by itself says so before all else", () => {
  const booked = entry({ id: "a", start: inMinutes(0), end: inMinutes(50), ...ready });
  const autoJoin = { bookingId: "a", title: "Design review", at: inMinutes(0.5) };
  expect(homeViewOf(idle({ agenda: [booked], autoJoin }), nowMs)).toMatchObject({
    hero: { kind: "autoJoin" },
    agenda: [],
  });
});

test("a running booking without a Join says why, also when the agenda's order is strange", () => {
  const blocked = entry({ id: "a", start: inMinutes(-5), end: inMinutes(50), noJoin: "no-link" });
  const state = idle({ agenda: [...agenda.slice(1), blocked], availability: { free: false, until: inMinutes(50) } });
  expect(homeViewOf(state, nowMs).hero).toMatchObject({ kind: "blocked", entry: { id: "a" } });
});

test("a day-long note does not make the room look taken", () => {
  const note = entry({ id: "d", start: inMinutes(-600), end: inMinutes(600), allDay: true, noJoin: "no-link" });
  expect(homeViewOf(idle({ agenda: [note], availability: { free: true, until: null } }), nowMs).hero.kind).toBe("free");
});

test("what is over is not shown", () => {
  const past = entry({ id: "p", start: inMinutes(-60), end: inMinutes(-30) });
  expect(homeViewOf(idle({ agenda: [past] }), nowMs).agenda).toEqual([]);
});
