import { describe, expect, test } from "vitest";
import { readCalendar } from "../../../src/agenda/read-calendar.ts";
import { calendar, listed, problemsOf, wide } from "./calendar-text.ts";

const uid = "UID:s@example.com";
const mondays = [uid, "DTSTART;TZID=Europe/Berlin:20260302T100000", "DURATION:PT1H", "SUMMARY:Round"];
const starts = (text: string, options = {}) => listed(text, options).map((line) => line.slice(0, 16));

describe("rules", () => {
  test("COUNT counts what EXDATE takes away", () => {
    const text = calendar([...mondays, "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;TZID=Europe/Berlin:20260309T100000"]);
    expect(starts(text)).toEqual(["2026-03-02T09:00", "2026-03-16T09:00"]);
  });

  test("every second week keeps its weeks by WKST", () => {
    const rule = (wkst: string) =>
      calendar([uid, "DTSTART:20260303T090000Z", `RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=${wkst}`]);
    expect(starts(rule("MO")).map((start) => start.slice(5, 10))).toEqual(["03-03", "03-08", "03-17", "03-22"]);
    expect(starts(rule("SU")).map((start) => start.slice(5, 10))).toEqual(["03-03", "03-15", "03-17", "03-29"]);
  });

  test("the 31st is skipped in short months, 29 February in common years", () => {
    const monthly = calendar([uid, "DTSTART:20260131T090000Z", "RRULE:FREQ=MONTHLY;COUNT=4"]);
    expect(starts(monthly).map((start) => start.slice(5, 10))).toEqual(["01-31", "03-31", "05-31", "07-31"]);
    const yearly = calendar([uid, "DTSTART:20240229T090000Z", "RRULE:FREQ=YEARLY"]);
    expect(starts(yearly, { from: "2024-01-01T00:00:00Z", to: "2029-01-01T00:00:00Z" })).toEqual([
      "2024-02-29T09:00",
      "2028-02-29T09:00",
    ]);
  });

  test("a start that the rule does not meet is shown and counts as the first", () => {
    const text = calendar([uid, "DTSTART:20260304T090000Z", "RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=3"]);
    expect(starts(text).map((start) => start.slice(5, 10))).toEqual(["03-04", "03-06", "03-13"]);
  });

  test("UNTIL before the start means that everything was deleted", () => {
    expect(starts(calendar([...mondays, "RRULE:FREQ=WEEKLY;UNTIL=20260301T000000Z"]))).toEqual([]);
  });

  test("UNTIL of an all-day series may be a time: Exchange writes the room's midnight in UTC", () => {
    const days = (until: string) =>
      listed(calendar([uid, "DTSTART;VALUE=DATE:20260609", `RRULE:FREQ=DAILY;UNTIL=${until}`])).length;
    expect([days("20260611"), days("20260610T220000Z"), days("20260611T000000Z"), days("20260611T235959Z")]).toEqual([
      3, 3, 3, 3,
    ]);
  });

  test("blanks, lower case, escapes and empty parts of a rule are read", () => {
    expect(starts(calendar([...mondays, "RRULE:freq=weekly; count=2;;byday=mo"]))).toHaveLength(2);
    expect(starts(calendar([...mondays, "RRULE:FREQ=WEEKLY\\;COUNT=2"]))).toHaveLength(2);
  });

  test("a rule that cannot be read leaves the first date, and is named", () => {
    const text = calendar([...mondays, "RRULE:FREQ=FORTNIGHTLY"]);
    expect(starts(text)).toEqual(["2026-03-02T09:00"]);
    expect(problemsOf(text)).toMatchObject([{ property: "RRULE", line: 8, dropped: false }]);
  });

  test("nights that the clocks skip are left out and not counted", () => {
    const text = calendar([uid, "DTSTART;TZID=Europe/Berlin:20260328T023000", "RRULE:FREQ=DAILY;COUNT=3"]);
    expect(starts(text)).toEqual(["2026-03-28T01:30", "2026-03-30T00:30", "2026-03-31T00:30"]);
  });

  test("EXRULE takes away what it meets", () => {
    const text = calendar([...mondays, "RRULE:FREQ=WEEKLY;COUNT=4", "EXRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2"]);
    expect(starts(text).map((start) => start.slice(5, 10))).toEqual(["03-09", "03-23"]);
  });
});

describe("exceptions", () => {
  const weekly = [...mondays, "RRULE:FREQ=WEEKLY;COUNT=3"];

  test.each([
    ["a day", "EXDATE;VALUE=DATE:20260309"],
    ["floating", "EXDATE:20260309T100000"],
    ["in another zone", "EXDATE;TZID=America/New_York:20260309T050000"],
    ["in a list", "EXDATE:20200101T000000Z,20260309T090000Z"],
  ])("EXDATE as %s removes its occurrence in any room", (_, exdate) => {
    const text = calendar([...weekly, exdate]);
    expect(starts(text, { zone: "Asia/Tokyo" })).toEqual(["2026-03-02T09:00", "2026-03-16T09:00"]);
  });

  test("EXDATE removes an RDATE too", () => {
    const text = calendar([...mondays, "RDATE:20260305T090000Z,20260306T090000Z", "EXDATE:20260305T090000Z"]);
    expect(starts(text)).toEqual(["2026-03-02T09:00", "2026-03-06T09:00"]);
  });

  test("RDATE periods have their own length", () => {
    const text = calendar([...mondays, "RDATE;VALUE=PERIOD:20260305T090000Z/PT30M,20260306T090000Z/20260306T110000Z"]);
    expect(listed(text).slice(1)).toEqual(["2026-03-05T09:00Z–09:30Z Round", "2026-03-06T09:00Z–11:00Z Round"]);
  });

  test.each([
    ["in UTC", "RECURRENCE-ID:20260309T090000Z"],
    ["floating", "RECURRENCE-ID:20260309T100000"],
    ["as a day", "RECURRENCE-ID;VALUE=DATE:20260309"],
    ["as midnight of the day", "RECURRENCE-ID;TZID=Europe/Berlin:20260309T000000"],
  ])("RECURRENCE-ID %s replaces its occurrence", (_, id) => {
    const text = calendar([uid, id, "DTSTART:20260310T120000Z", "DURATION:PT1H", "SUMMARY:Moved"], weekly);
    expect(listed(text)).toEqual([
      "2026-03-02T09:00Z–10:00Z Round",
      "2026-03-10T12:00Z–13:00Z Moved",
      "2026-03-16T09:00Z–10:00Z Round",
    ]);
  });

  test("one cancelled occurrence is gone, the others stay", () => {
    const text = calendar(weekly, [
      uid,
      "RECURRENCE-ID:20260309T090000Z",
      "DTSTART:20260309T090000Z",
      "STATUS:CANCELLED",
    ]);
    expect(starts(text)).toEqual(["2026-03-02T09:00", "2026-03-16T09:00"]);
  });

  test("this and future moves, renames and shortens all later ones", () => {
    const change = [
      uid,
      "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260323T100000",
      "DTSTART;TZID=Europe/Berlin:20260324T113000",
      "DURATION:PT30M",
      "SUMMARY:Later",
    ];
    expect(listed(calendar([...mondays, "RRULE:FREQ=WEEKLY;COUNT=6"], change))).toEqual([
      "2026-03-02T09:00Z–10:00Z Round",
      "2026-03-09T09:00Z–10:00Z Round",
      "2026-03-16T09:00Z–10:00Z Round",
      "2026-03-24T10:30Z–11:00Z Later",
      "2026-03-31T09:30Z–10:00Z Later",
      "2026-04-07T09:30Z–10:00Z Later",
    ]);
  });

  test("this and future cancelled ends the series", () => {
    const end = [
      uid,
      "RECURRENCE-ID;RANGE=THISANDFUTURE:20260309T090000Z",
      "DTSTART:20260309T090000Z",
      "STATUS:CANCELLED",
    ];
    expect(starts(calendar(weekly, end))).toEqual(["2026-03-02T09:00"]);
  });

  test("a replacement left over from before the series was changed is not shown", () => {
    const old = [uid, "SEQUENCE:1", "RECURRENCE-ID:20260310T090000Z", "DTSTART:20260311T090000Z", "SUMMARY:Old"];
    expect(starts(calendar([...weekly, "SEQUENCE:2"], old))).not.toContain("2026-03-11T09:00");
    expect(starts(calendar(weekly, old))).toContain("2026-03-11T09:00");
  });

  test("a moved occurrence keeps its identity", () => {
    const moved = [uid, "RECURRENCE-ID:20260309T090000Z", "DTSTART:20260310T120000Z", "DURATION:PT1H"];
    const { bookings } = readCalendar(calendar(weekly, moved), wide);
    expect(bookings.map(({ occurrence }) => occurrence.slice(0, 16))).toEqual([
      "2026-03-02T09:00",
      "2026-03-09T09:00",
      "2026-03-16T09:00",
    ]);
    const single = (day: string) =>
      readCalendar(calendar([uid, `DTSTART:${day}T090000Z`]), wide).bookings[0]?.occurrence;
    expect(single("20260302")).toBe(single("20260303"));
  });

  test("a private series stays private where a replacement does not say so", () => {
    const moved = [uid, "RECURRENCE-ID:20260309T090000Z", "DTSTART:20260310T120000Z", "DURATION:PT1H"];
    const { bookings } = readCalendar(calendar([...weekly, "CLASS:PRIVATE"], moved), wide);
    expect(bookings.every((booking) => booking.private)).toBe(true);
  });
});

describe("all-day series", () => {
  const daily = [uid, "DTSTART;VALUE=DATE:20260609", "RRULE:FREQ=DAILY;COUNT=3"];

  test.each([
    ["a day", "EXDATE;VALUE=DATE:20260610"],
    ["midnight with a zone", "EXDATE;TZID=Europe/Berlin:20260610T000000"],
    ["Berlin's midnight in UTC", "EXDATE:20260609T220000Z"],
    ["Los Angeles' midnight in UTC", "EXDATE:20260610T070000Z"],
    ["midnight in UTC", "EXDATE:20260610T000000Z"],
  ])("%s removes its day, wherever the room is", (_, exdate) => {
    for (const zone of ["Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo"]) {
      const days = readCalendar(calendar([...daily, exdate]), { ...wide, zone }).bookings.map(({ start }) =>
        new Intl.DateTimeFormat("en", { timeZone: zone, day: "numeric" }).format(new Date(start)),
      );
      expect(days, zone).toEqual(["9", "11"]);
    }
  });

  test("RECURRENCE-ID as a time replaces its day", () => {
    const moved = [uid, "RECURRENCE-ID:20260609T220000Z", "DTSTART;VALUE=DATE:20260620", "SUMMARY:Moved"];
    expect(starts(calendar(daily, moved))).toEqual(["2026-06-08T22:00", "2026-06-10T22:00", "2026-06-19T22:00"]);
  });
});

describe("lengths", () => {
  const from = (start: string, ...lines: string[]) =>
    listed(calendar([uid, `DTSTART;TZID=Europe/Berlin:${start}`, ...lines]));

  test("a day of DURATION is a day of the calendar, 24 hours are 24 hours", () => {
    expect(from("20260328T120000", "DURATION:P1D")).toEqual(["2026-03-28T11:00Z–2026-03-29T10:00Z"]);
    expect(from("20260328T120000", "DURATION:PT24H")).toEqual(["2026-03-28T11:00Z–2026-03-29T11:00Z"]);
  });

  test("start and end may be in different zones", () => {
    expect(from("20260602T120000", "DTEND;TZID=America/New_York:20260602T080000")).toEqual([
      "2026-06-02T10:00Z–12:00Z",
    ]);
  });

  test("an end without zone is in the zone of the start, not of the room", () => {
    const text = calendar([uid, "DTSTART;TZID=Asia/Tokyo:20260602T120000", "DTEND:20260602T130000"]);
    expect(listed(text)).toEqual(["2026-06-02T03:00Z–04:00Z"]);
  });

  test("an end before the start gives no length, and is named", () => {
    const text = calendar([uid, "DTSTART:20260602T120000Z", "DTEND:20260602T110000Z"]);
    expect(listed(text)).toEqual(["2026-06-02T12:00Z–12:00Z"]);
    expect(problemsOf(text)).toMatchObject([{ property: "DTEND", dropped: false }]);
  });

  test("an all-day event that ends on its own day lasts that day", () => {
    expect(listed(calendar([uid, "DTSTART;VALUE=DATE:20260602", "DTEND;VALUE=DATE:20260602"]))).toEqual([
      "2026-06-01T22:00Z–2026-06-02T22:00Z",
    ]);
  });

  test("a date without VALUE=DATE is a day", () => {
    expect(listed(calendar([uid, "DTSTART:20260602"]))).toEqual(["2026-06-01T22:00Z–2026-06-02T22:00Z"]);
  });

  test("something without length counts when its instant lies in the window, also at its start", () => {
    const text = calendar([uid, "DTSTART:20260602T120000Z"]);
    expect(listed(text, { from: "2026-06-02T12:00:00Z", to: "2026-06-02T13:00:00Z" })).toHaveLength(1);
    expect(listed(text, { from: "2026-06-02T11:00:00Z", to: "2026-06-02T12:00:00Z" })).toHaveLength(0);
  });
});
