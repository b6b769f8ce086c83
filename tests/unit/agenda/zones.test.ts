import { expect, test } from "vitest";
import { calendar, listed, problemsOf } from "./calendar-text.ts";

const at = (tzid: string, time = "20260715T120000") => [
  "UID:z@example.com",
  `DTSTART;TZID=${tzid}:${time}`,
  "DURATION:PT1H",
  "SUMMARY:Talk",
];

// Noon on 15 July 2026, in the room's zone of Sydney unless the name is understood.
test.each([
  ["IANA name in lower case", "europe/berlin", "10:00"],
  ["IANA name with a blank", "America/New York", "16:00"],
  ["old IANA name", "Asia/Calcutta", "06:30"],
  ["prefix of Mozilla", "/mozilla.org/20050126_1/Europe/Berlin", "10:00"],
  ["prefix of libical", "/freeassociation.sourceforge.net/Tzfile/America/Argentina/Salta", "15:00"],
  ["prefix of Olson", "/softwarestudio.org/Olson_20011030_5/America/Chicago", "17:00"],
  ["Exchange's word for UTC", "tzone://Microsoft/Utc", "12:00"],
  ["Windows name", "China Standard Time", "04:00"],
  ["Windows name with Outlook's number", "W. Europe Standard Time 1", "10:00"],
  ["Windows name of summer", "Pacific Daylight Time", "19:00"],
  ["Windows name in quotes", '"Eastern Standard Time"', "16:00"],
  ["display name", '"(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi"', "04:00"],
  ["display name with GMT and a dot", '"(GMT+01.00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"', "10:00"],
  ["display name without its offset", "Eastern Time (US & Canada)", "16:00"],
  ["display name in German", '"(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien"', "10:00"],
  ["display name with other places", '"(UTC+01:00) Paris, Lyon"', "10:00"],
  ["display name of an unknown place", '"(UTC+03:00) Atlantis"', "09:00"],
  ["bare offset", "UTC+02:00", "10:00"],
  ["offset of GMT", "GMT-0500", "17:00"],
])("%s is understood without a VTIMEZONE", (_, tzid, utcTime) => {
  expect(listed(calendar(at(tzid)), { zone: "Australia/Sydney" })[0]?.slice(11, 16)).toBe(utcTime);
  expect(problemsOf(calendar(at(tzid)))).toEqual([]);
});

test("a zone with colon and commas that was not put in quotes is understood, also in lists", () => {
  const tzid = "TZID=(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna";
  const text = calendar([
    "UID:z@example.com",
    `DTSTART;${tzid}:20260713T120000`,
    "RRULE:FREQ=DAILY;COUNT=4",
    `EXDATE;${tzid}:20260714T120000,20260715T120000`,
  ]);
  expect(listed(text, { zone: "Australia/Sydney" })).toEqual(["2026-07-13T10:00Z–10:00Z", "2026-07-16T10:00Z–10:00Z"]);
  expect(problemsOf(text)).toEqual([]);
});

const vtimezone = (tzid: string, ...observances: string[]) =>
  ["BEGIN:VTIMEZONE", `TZID:${tzid}`, ...observances, "END:VTIMEZONE"].join("\r\n");
const standard = (...lines: string[]) => ["BEGIN:STANDARD", ...lines, "END:STANDARD"].join("\r\n");
const daylight = (...lines: string[]) => ["BEGIN:DAYLIGHT", ...lines, "END:DAYLIGHT"].join("\r\n");

test("a VTIMEZONE that contradicts a known name does not change the zone", () => {
  const wrong = vtimezone(
    "Europe/Berlin",
    standard("DTSTART:19700101T000000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000"),
  );
  expect(listed(calendar(wrong, at("Europe/Berlin")))).toEqual(["2026-07-15T10:00Z–11:00Z Talk"]);
});

test("an abbreviation means what the file defines, not the database's zone of that name", () => {
  const est = vtimezone(
    "EST",
    standard(
      "DTSTART:20071104T020000",
      "TZOFFSETFROM:-0400",
      "TZOFFSETTO:-0500",
      "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
    ),
    daylight(
      "DTSTART:20070311T020000",
      "TZOFFSETFROM:-0500",
      "TZOFFSETTO:-0400",
      "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
    ),
  );
  expect(listed(calendar(est, at("EST")))).toEqual(["2026-07-15T16:00Z–17:00Z Talk"]);
});

test("a zone defined by dates instead of rules holds its last offset after them", () => {
  const zone = vtimezone(
    "Own",
    standard("DTSTART:20251026T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100"),
    daylight("DTSTART:20260329T020000", "RDATE:20260329T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200"),
  );
  expect(listed(calendar(zone, at("Own", "20260328T120000"), at("Own", "20260330T120000")))).toEqual([
    "2026-03-28T11:00Z–12:00Z Talk",
    "2026-03-30T10:00Z–11:00Z Talk",
  ]);
});

test("rules of a zone that ended long ago do not apply any more", () => {
  const zone = vtimezone(
    "Own",
    standard(
      "DTSTART:19801026T030000",
      "TZOFFSETFROM:+0200",
      "TZOFFSETTO:+0100",
      "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20001029T010000Z",
    ),
    daylight(
      "DTSTART:19800330T020000",
      "TZOFFSETFROM:+0100",
      "TZOFFSETTO:+0200",
      "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20000326T010000Z",
    ),
  );
  expect(listed(calendar(zone, at("Own")))).toEqual(["2026-07-15T11:00Z–12:00Z Talk"]);
});

test("a zone that nobody knows is read in the room's zone and named", () => {
  expect(listed(calendar(at("Mars/Olympus Mons")))).toEqual(["2026-07-15T10:00Z–11:00Z Talk"]);
  expect(problemsOf(calendar(at("Mars/Olympus Mons")))).toMatchObject([
    { uid: "z@example.com", property: "DTSTART", line: 5, dropped: false },
  ]);
});

test("a VTIMEZONE with a rule for every second cannot hold the reading up", () => {
  const zone = vtimezone(
    "Own",
    standard("DTSTART:19700101T000000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100", "RRULE:FREQ=SECONDLY"),
  );
  const honest = ["UID:h@example.com", "DTSTART:20260715T120000Z", "DURATION:PT1H", "SUMMARY:Honest"];
  expect(listed(calendar(zone, at("Own"), honest))).toContain("2026-07-15T12:00Z–13:00Z Honest");
});

test("a repeated clock reading is the first one, a skipped one moves on by the gap", () => {
  const events = [at("Europe/Berlin", "20261025T023000"), at("Europe/Berlin", "20260329T023000")];
  expect(listed(calendar(...events))).toEqual(["2026-03-29T01:30Z–02:30Z Talk", "2026-10-25T00:30Z–01:30Z Talk"]);
});

test("a day begins when the zone's clocks say so, also where midnight is skipped", () => {
  const day = ["UID:d@example.com", "DTSTART;VALUE=DATE:20260424", "SUMMARY:Holiday"];
  expect(listed(calendar(day), { zone: "Africa/Cairo" })).toEqual(["2026-04-23T22:00Z–2026-04-24T21:00Z Holiday"]);
});
