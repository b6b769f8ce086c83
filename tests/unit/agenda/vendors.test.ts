import { describe, expect, test } from "vitest";
import { calendar, listed, problemsOf } from "./calendar-text.ts";

/** Forms that vendors send and that other readers have got wrong. */
const event = (...lines: string[]) =>
  calendar("PRODID:-//Example//EN", ["UID:u@example.com", "SUMMARY:Talk", ...lines]);
const starts = (text: string) => listed(text).map((line) => line.split("–")[0]);

describe("zones as vendors name them, with no definition in the file", () => {
  test.each([
    ["Zimbra", '"(GMT-05.00) Eastern Time (US & Canada)":20260310T100000', "2026-03-10T14:00Z"],
    ["Outlook", "W. Europe Standard Time:20260330T090000", "2026-03-30T07:00Z"],
    [
      "Outlook, as it is shown",
      '"(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi":20260330T090000',
      "2026-03-30T01:00Z",
    ],
    ["Thunderbird", "/mozilla.org/20050126_1/Europe/Berlin:20260330T090000", "2026-03-30T07:00Z"],
    ["Evolution", "/freeassociation.sourceforge.net/Tzfile/America/New_York:20260330T090000", "2026-03-30T13:00Z"],
    ["an old name", "Asia/Calcutta:20260330T090000", "2026-03-30T03:30Z"],
    ["an offset", "GMT+0100:20260330T090000", "2026-03-30T08:00Z"],
  ])("%s", (_, value, start) => {
    expect(starts(event(`DTSTART;TZID=${value}`, "DURATION:PT1H"))).toEqual([start]);
  });

  test("an unknown one is read in the room's zone, and said", () => {
    const text = event("DTSTART;TZID=Mars/Base:20260310T090000", "DURATION:PT1H");
    expect(starts(text)).toEqual(["2026-03-10T08:00Z"]);
    expect(problemsOf(text)[0]).toMatchObject({ dropped: false, property: "DTSTART" });
  });

  test("a known name wins over a wrong definition of it", () => {
    const wrong = ["BEGIN:VTIMEZONE", "TZID:Europe/Berlin", "BEGIN:STANDARD", "DTSTART:19700101T000000"];
    const rest = ["TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE"];
    const own = ["UID:u", "DTSTART;TZID=Europe/Berlin:20260310T090000", "DURATION:PT1H"];
    expect(starts(calendar(...wrong, ...rest, own))).toEqual(["2026-03-10T08:00Z"]);
  });
});

test("Lotus Notes: its own definition of Eastern, and periods as further dates", () => {
  const zone = [
    ...["BEGIN:VTIMEZONE", "TZID:Eastern", "BEGIN:STANDARD", "DTSTART:19501029T020000", "TZOFFSETFROM:-0400"],
    ...["TZOFFSETTO:-0500", "RRULE:FREQ=YEARLY;BYMINUTE=0;BYHOUR=2;BYDAY=-1SU;BYMONTH=10", "END:STANDARD"],
    ...["BEGIN:DAYLIGHT", "DTSTART:19500402T020000", "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400"],
    ...["RRULE:FREQ=YEARLY;BYMINUTE=0;BYHOUR=2;BYDAY=1SU;BYMONTH=4", "END:DAYLIGHT", "END:VTIMEZONE"],
  ];
  const dates = "20260310T090000/20260310T100000,20260317T090000/20260317T100000";
  const notes = ['DTSTART;TZID="Eastern":20260310T090000', 'DTEND;TZID="Eastern":20260310T100000'];
  const text = calendar(...zone, ["UID:u", "SUMMARY:Notes", ...notes, `RDATE;VALUE=PERIOD;TZID="Eastern":${dates}`]);
  expect(starts(text)).toEqual(["2026-03-10T14:00Z", "2026-03-17T14:00Z"]);
});

test("from here on later: the hour on the clock stays also after the clocks change, and a single change still counts", () => {
  const at = (name: string, value: string) => `${name};TZID=Europe/Berlin:${value}`;
  const text = calendar(
    ["UID:r", at("DTSTART", "20260302T090000"), "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=5"],
    [
      "UID:r",
      at("RECURRENCE-ID;RANGE=THISANDFUTURE", "20260316T090000"),
      at("DTSTART", "20260316T110000"),
      "DURATION:PT2H",
    ],
    ["UID:r", at("RECURRENCE-ID", "20260323T090000"), at("DTSTART", "20260324T150000"), "DURATION:PT1H"],
  );
  const days = [
    "2026-03-02T08:00Z",
    "2026-03-09T08:00Z",
    "2026-03-16T10:00Z",
    "2026-03-24T14:00Z",
    "2026-03-30T09:00Z",
  ];
  expect(starts(text)).toEqual(days);
});

test("a change that names only the day, a date that names only the day: both mean the occurrence of that day", () => {
  const series = ["UID:r", "DTSTART;TZID=Europe/Berlin:20260302T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=4"];
  const moved = [
    "UID:r",
    "RECURRENCE-ID;VALUE=DATE:20260303",
    "DTSTART;TZID=Europe/Berlin:20260303T150000",
    "DURATION:PT1H",
  ];
  const text = calendar([...series, "EXDATE;VALUE=DATE:20260304"], moved);
  expect(starts(text)).toEqual(["2026-03-02T08:00Z", "2026-03-03T14:00Z", "2026-03-05T08:00Z"]);
});

test("the busy state of Outlook: free does not take the room, tentative is said", () => {
  const text = event("DTSTART:20260302T090000Z", "DURATION:PT1H", "X-MICROSOFT-CDO-BUSYSTATUS:FREE");
  expect(listed(text)).toHaveLength(1);
  expect(problemsOf(text)).toEqual([]);
});
