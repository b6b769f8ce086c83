import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { createSources } from "../../../src/agenda/create-sources.ts";
import { readCalendar } from "../../../src/agenda/read-calendar.ts";
import { hasUid, newEntry, withoutOccurrence } from "../../../src/agenda/sources/caldav/edit-entry.ts";
import type { CalendarSource } from "../../../src/agenda/sources/source.ts";
import { GoogleCalendarStandIn } from "../../simulators/google-calendar.ts";
import { MicrosoftGraphStandIn } from "../../simulators/microsoft-graph.ts";
import { calendar, wide } from "./calendar-text.ts";
import { never, type TestContext, testContext, window } from "./source-context.ts";

const booking = {
  uid: "roomkeeper-1",
  title: "Booked at the room",
  start: "2026-03-02T09:05:00.000Z",
  end: "2026-03-02T09:50:00.000Z",
};
let context: TestContext;
let source: CalendarSource;

function only(settings: Parameters<typeof createSources>[0][number]): CalendarSource {
  const [made] = createSources([settings], context);
  if (made === undefined) throw new TypeError("no source");
  return made;
}
const bookings = async () => (await source.poll(window, never)).bookings;
const first = async () => {
  const [found] = await bookings();
  if (found === undefined) throw new TypeError("no booking");
  return found;
};

describe("Google Calendar", () => {
  let google: GoogleCalendarStandIn;
  const make = (write: boolean) =>
    only({ kind: "google", calendarId: google.calendarId, credentialsFile: "key.json", write });

  beforeEach(() => {
    google = new GoogleCalendarStandIn(() => context.clock.now());
    context = testContext(google.fetch);
    context.secrets.set("key.json", google.credentials);
    source = make(true);
  });

  test("a booking is written and seen at the next look; given back, it is gone", async () => {
    await source.writer?.book(booking, never);
    const { uid: _, ...rest } = booking;
    expect(await bookings()).toMatchObject([rest]);
    await source.writer?.release(await first(), never);
    expect(await bookings()).toEqual([]);
  });

  test("one occurrence of a series is given back, and no other", async () => {
    const day = (id: string, date: string) => ({
      id,
      etag: `"${id}"`,
      iCalUID: "series@google.com",
      recurringEventId: "series",
      status: "confirmed",
      originalStartTime: { dateTime: `${date}T10:00:00Z` },
      start: { dateTime: `${date}T10:00:00Z` },
      end: { dateTime: `${date}T11:00:00Z` },
    });
    google.set(day("a", "2026-03-02"), day("b", "2026-03-03"));
    await source.writer?.release(await first(), never);
    expect((await bookings()).map(({ start }) => start)).toEqual(["2026-03-03T10:00:00.000Z"]);
  });

  test("what was taken away meanwhile is said", async () => {
    await source.writer?.book(booking, never);
    const known = await first();
    google.set();
    await expect(source.writer?.release(known, never)).rejects.toThrow(/not in the calendar any more/);
  });

  test("without `write` the room asks for no right to, and cannot", () => {
    expect(make(false).writer).toBeUndefined();
  });
});

describe("Microsoft Graph", () => {
  let graph: MicrosoftGraphStandIn;

  beforeEach(() => {
    graph = new MicrosoftGraphStandIn();
    context = testContext(graph.fetch);
    context.secrets.set("secret", graph.clientSecret);
    const { tenantId, clientId, mailbox } = graph;
    source = only({ kind: "microsoft", tenantId, clientId, mailbox, clientSecretFile: "secret", write: true });
  });

  test("a booking is written once, also when the answer was lost; the room's own is deleted when given back", async () => {
    await source.writer?.book(booking, never);
    await source.writer?.book(booking, never);
    expect(await bookings()).toMatchObject([{ title: booking.title, start: booking.start, end: booking.end }]);
    await source.writer?.release(await first(), never);
    expect(await bookings()).toEqual([]);
    expect(graph.declined).toEqual([]);
  });

  test("the booking of somebody else is declined, so that the organiser learns of it", async () => {
    graph.set({
      id: "x",
      iCalUId: "x",
      type: "singleInstance",
      subject: "Talk",
      start: { dateTime: "2026-03-02T10:00:00", timeZone: "UTC" },
      end: { dateTime: "2026-03-02T11:00:00", timeZone: "UTC" },
      showAs: "busy",
      responseStatus: { response: "accepted" },
    });
    await source.writer?.release(await first(), never);
    expect(graph.declined).toEqual(["x"]);
  });

  test("an app without the right says so", async () => {
    graph.mayWrite = false;
    await expect(source.writer?.book(booking, never)).rejects.toThrow(/403/);
  });
});

describe("iCalendar that the room writes", () => {
  const read = (text: string) => readCalendar(text, wide).bookings;

  test("means what it should, whatever the title", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (title) => {
        const text = newEntry({ ...booking, title }, 0);
        for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(read(text)).toMatchObject([{ uid: booking.uid, start: booking.start, end: booking.end }]);
      }),
    );
    expect(read(newEntry({ ...booking, title: "a;b,c\\d\ne" }, 0))[0]?.title.replace(/\s/g, " ")).toBe("a;b,c\\d e");
  });

  test("one occurrence is cancelled in a series with a zone, and the others stay", () => {
    const series = calendar("PRODID:-//Example//EN", [
      "UID:s@example.com",
      "DTSTART;TZID=Europe/Berlin:20260327T100000",
      "DURATION:PT1H",
      "RRULE:FREQ=DAILY;COUNT=4",
      "SUMMARY:Round",
    ]);
    const [, , third] = read(series);
    const edited = withoutOccurrence(series, "s@example.com", third?.occurrence ?? "", 0) ?? "";
    const kept = read(series).filter(({ occurrence }) => occurrence !== third?.occurrence);
    expect(read(edited).map(({ start }) => start)).toEqual(kept.map(({ start }) => start));
  });

  test("a text that does not end is not edited", () => {
    expect(withoutOccurrence("BEGIN:VCALENDAR\r\n", "u", "2026-03-02T10:00:00Z", 0)).toBeNull();
  });

  test("a UID is found across folded lines and not inside another", () => {
    expect(hasUid("UID:abc\r\n def@x\r\n", "abcdef@x")).toBe(true);
    expect(hasUid("UID:abcdef@x.org\r\n", "abcdef@x")).toBe(false);
  });
});
