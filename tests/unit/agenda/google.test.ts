import { beforeEach, expect, test } from "vitest";
import { createSources } from "../../../src/agenda/create-sources.ts";
import type { CalendarSource } from "../../../src/agenda/sources/source.ts";
import { GoogleCalendarStandIn, quotaExceeded } from "../../simulators/google-calendar.ts";
import { never, type TestContext, testContext, window } from "./source-context.ts";

let google: GoogleCalendarStandIn;
let context: TestContext;
let source: CalendarSource;

beforeEach(() => {
  google = new GoogleCalendarStandIn(() => context.clock.now());
  context = testContext(google.fetch);
  context.secrets.set("key.json", google.credentials);
  source = make();
});

function make(more: { impersonate?: string; calendarId?: string } = {}): CalendarSource {
  const settings = { kind: "google" as const, calendarId: google.calendarId, credentialsFile: "key.json", ...more };
  const [made] = createSources([settings], context);
  if (made === undefined) throw new TypeError("no source");
  return made;
}

const event = (id: string, more: object = {}) => ({
  id,
  iCalUID: `${id}@google.com`,
  status: "confirmed",
  summary: `Talk ${id}`,
  organizer: { displayName: "Ada", email: "ada@example.com" },
  start: { dateTime: "2026-03-02T11:00:00+01:00", timeZone: "Europe/Berlin" },
  end: { dateTime: "2026-03-02T12:00:00+01:00", timeZone: "Europe/Berlin" },
  ...more,
});

const poll = async () => (await source.poll(window, never)).bookings;
const titles = async () => (await poll()).map(({ title }) => title).sort();

test("all pages are read, and a poll without changes lists nothing", async () => {
  google.set(event("1"), event("2"), event("3"), event("4"), event("5"));
  expect(await titles()).toHaveLength(5);
  google.asked.length = 0;
  expect(await titles()).toHaveLength(5);
  expect(google.asked).toHaveLength(1);
  expect(google.asked[0]?.searchParams.get("syncToken")).not.toBeNull();
});

test("a change is seen at the next poll", async () => {
  google.set(event("1"));
  await poll();
  google.set(event("1", { summary: "Changed" }));
  expect(await titles()).toEqual(["Changed"]);
});

test("a forgotten sync token (410) leads to a full listing", async () => {
  google.set(event("1"));
  await poll();
  google.forgetSyncTokens();
  google.set(event("2"));
  expect(await titles()).toEqual(["Talk 2"]);
});

test("a listing that fails is made up for at the next poll, although the token has moved on", async () => {
  google.set(event("1"));
  await poll();
  google.set(event("2"));
  google.troubles.push({ status: 503 }, { status: 503 });
  await expect(poll()).rejects.toMatchObject({ code: "calendar.unreachable" });
  google.troubles.length = 0;
  const failing = google.fetch;
  context.fetch = ((address: string, init: RequestInit) =>
    address.includes("timeMin")
      ? Promise.resolve(new Response("", { status: 503 }))
      : failing(address, init)) as typeof fetch;
  source = make();
  await expect(poll()).rejects.toMatchObject({ code: "calendar.unreachable" });
  context.fetch = failing;
  expect(await titles()).toEqual(["Talk 2"]);
});

test("a token that the server refuses is renewed once, and one that ends is renewed before", async () => {
  google.set(event("1"));
  await poll();
  google.goodTokens.clear();
  expect(await titles()).toHaveLength(1);
  expect(google.tokensGiven).toBe(2);
  await context.clock.advance(3_590_000);
  await poll();
  expect(google.tokensGiven).toBe(3);
});

test("the room asks in a user's name where that is configured", async () => {
  google.set(event("1"));
  source = make({ impersonate: "facilities@example.com" });
  await poll();
  expect(google.impersonated).toBe("facilities@example.com");
});

test("a refusal for quota is a wish to wait, not a missing right", async () => {
  google.troubles.push(quotaExceeded);
  await expect(poll()).rejects.toMatchObject({ retryAfterMs: 60_000, message: /asks the room to wait/ });
});

test("a calendar that is not shared with the account says how to mend it", async () => {
  source = make({ calendarId: "elm@resource.calendar.google.com" });
  await expect(poll()).rejects.toThrow(/share the room's calendar with the service account/);
});

test.each([
  ["no JSON", "nonsense", /not JSON/],
  ["another kind of key", "{}", /client_email or private_key is missing/],
  ["a damaged key", '{"client_email":"a@b.c","private_key":"x"}', /private_key cannot be used/],
])("a key file with %s says so", async (_, text, message) => {
  context.secrets.set("key.json", text);
  await expect(poll()).rejects.toThrow(message);
});

test.each([
  ["no JSON at all", { status: 200, body: "<html>" }, /not JSON/],
  ["no list", { status: 200, body: { kind: "calendar#events" } }, /without a list of items/],
])("an answer with %s is refused, the last bookings stay with the agenda", async (_, trouble, message) => {
  google.troubles.push(trouble);
  await expect(poll()).rejects.toThrow(message);
});

test("one event without a time is named, the others are shown", async () => {
  google.set(event("1"), event("2", { start: { dateTime: "soon" } }));
  const snapshot = await source.poll(window, never);
  expect(snapshot.bookings).toHaveLength(1);
  expect(snapshot.problems).toMatchObject([{ uid: "2@google.com", dropped: true }]);
});

test("times, days, privacy, status and identity are Google's", async () => {
  google.set(
    event("1", { visibility: "private", transparency: "transparent", status: "tentative" }),
    event("2", { start: { date: "2026-03-03" }, end: { date: "2026-03-05" } }),
    event("3", { recurringEventId: "3", originalStartTime: { dateTime: "2026-03-01T11:00:00+01:00" } }),
    event("4", { attendees: [{ self: true, responseStatus: "declined" }] }),
    event("5", { status: "cancelled" }),
    event("6", { eventType: "workingLocation" }),
  );
  const [byTime = [], ...rest] = [await poll()];
  expect(rest).toEqual([]);
  const byId = new Map(byTime.map((booking) => [booking.uid.slice(0, 1), booking]));
  expect([...byId.keys()].sort()).toEqual(["1", "2", "3"]);
  expect(byId.get("1")).toMatchObject({
    private: true,
    busy: false,
    status: "tentative",
    start: "2026-03-02T10:00:00.000Z",
  });
  expect(byId.get("2")).toMatchObject({
    allDay: true,
    start: "2026-03-02T23:00:00.000Z",
    end: "2026-03-04T23:00:00.000Z",
  });
  expect(byId.get("3")).toMatchObject({ occurrence: "2026-03-01T10:00:00.000Z" });
  expect(byId.get("1")).toMatchObject({ occurrence: "single", organiser: "Ada" });
});

test("the meeting is found in the conference data", async () => {
  const entryPoints = [{ entryPointType: "video", uri: "https://meet.google.com/abc-defg-hij" }];
  google.set(event("1", { conferenceData: { entryPoints } }));
  expect((await poll())[0]?.join).toMatchObject({ service: "meet", meetingId: "abc-defg-hij" });
});
