import { describe, expect, test } from "vitest";
import { readCalendar } from "../../../src/agenda/read-calendar.ts";
import { CalendarError } from "../../../src/domain/errors.ts";
import { calendar, listed, problemsOf, wide } from "./calendar-text.ts";

const talk = ["UID:t@example.com", "DTSTART:20260302T090000Z", "DURATION:PT1H"];
const first = (text: string | Uint8Array) => readCalendar(text, wide).bookings[0];
const titled = (...lines: string[]) => first(calendar([...talk, ...lines]))?.title;

describe("texts", () => {
  test.each([
    ["escapes", "SUMMARY:One\\, two\\; three\\\\four\\nfive", "One, two; three\\four\nfive"],
    ["folding by a tab", "SUMMARY:One\r\n\ttwo", "Onetwo"],
    ["parameters with quoted colons", 'SUMMARY;ALTREP="http://example.com/a;b:c":Talk', "Talk"],
    ["lower case names", "summary:Talk", "Talk"],
    ["group prefixes", "item1.SUMMARY:Talk", "Talk"],
    ["a colon in the value", "SUMMARY:Talk: the second", "Talk: the second"],
    ["an open quote in a parameter", 'SUMMARY;LANGUAGE="de:Talk', "Talk"],
    [
      "quoted-printable of old writers",
      "SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gr=C3=BC=\r\n=C3=9Fe",
      "Grüße",
    ],
    ["a second line that was not folded", "SUMMARY:One\r\nand two", "One\nand two"],
  ])("%s", (_, line, title) => {
    expect(titled(line)).toBe(title);
  });

  test("UTF-16 with and without byte order mark, and Windows-1252, are read", () => {
    const text = calendar([...talk, "SUMMARY:Größe"]);
    expect(first(Buffer.from(`\uFEFF${text}`, "utf16le"))?.title).toBe("Größe");
    expect(first(Buffer.from(text, "utf16le"))?.title).toBe("Größe");
    expect(first(Buffer.from(text, "latin1"))?.title).toBe("Größe");
  });

  test.each(["\n", "\r", "\r\r\n", "\r\n\r\n"])("lines that end with %j are lines", (end) => {
    expect(first(calendar([...talk, "SUMMARY:Talk"]).replaceAll("\r\n", end))?.title).toBe("Talk");
  });

  test("the organiser is the name, else the address", () => {
    const organiser = (line: string) => first(calendar([...talk, line]))?.organiser;
    expect(organiser('ORGANIZER;CN="Müller: Team; A":mailto:m@example.com')).toBe("Müller: Team; A");
    expect(organiser("ORGANIZER:MAILTO:m@example.com")).toBe("m@example.com");
    expect(organiser("COMMENT:none")).toBeNull();
  });

  test("what recognition needs is handed on, by the names of its properties", () => {
    const fields = first(
      calendar([
        ...talk,
        "LOCATION:Oak",
        "DESCRIPTION:A\\nB",
        "X-ALT-DESC;FMTTYPE=text/html:<p>A</p>",
        "URL:https://example.com/a",
        "CONFERENCE;VALUE=URI:https://example.com/b",
        "CONFERENCE;VALUE=URI:https://example.com/c",
        "X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij",
      ]),
    )?.fields;
    expect(fields).toEqual({
      location: "Oak",
      description: "A\nB",
      html: "<p>A</p>",
      url: "https://example.com/a",
      conference: {
        CONFERENCE: ["https://example.com/b", "https://example.com/c"],
        "X-GOOGLE-CONFERENCE": "https://meet.google.com/abc-defg-hij",
      },
    });
  });
});

describe("status and privacy", () => {
  const state = (...lines: string[]) => {
    const booking = first(calendar([...talk, ...lines]));
    return booking && { status: booking.status, private: booking.private, busy: booking.busy };
  };
  const plain = { status: "confirmed", private: false, busy: true };

  test.each([
    [["STATUS:tentative"], { ...plain, status: "tentative" }],
    [["STATUS:CANCELLED"], undefined],
    [["TRANSP:TRANSPARENT"], { ...plain, busy: false }],
    [["X-MICROSOFT-CDO-BUSYSTATUS:FREE"], { ...plain, busy: false }],
    [["TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"], plain],
    [["STATUS:CONFIRMED", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE"], { ...plain, status: "tentative" }],
    [["CLASS:public"], plain],
    [["CLASS:private"], { ...plain, private: true }],
    [["CLASS:X-BOARD-ONLY"], { ...plain, private: true }],
    [["CLASS:"], plain],
  ])("%j", (lines, expected) => {
    expect(state(...lines)).toEqual(expected);
  });

  test("a calendar that cancels has no bookings, one that answers has none either", () => {
    expect(listed(calendar("METHOD:CANCEL", talk))).toEqual([]);
    expect(listed(calendar("METHOD:REPLY", talk))).toEqual([]);
    expect(listed(calendar("METHOD:REQUEST", talk))).toHaveLength(1);
  });
});

describe("identity", () => {
  test("the newest version counts, by sequence and then by stamp", () => {
    const version = (title: string, ...lines: string[]) => [...talk, `SUMMARY:${title}`, ...lines];
    const titles = (...events: string[][]) => listed(calendar(...events)).map((line) => line.split(" ")[1]);
    expect(titles(version("new", "SEQUENCE:2"), version("old", "SEQUENCE:1"))).toEqual(["new"]);
    expect(titles(version("new", "DTSTAMP:20260201T000000Z"), version("old", "DTSTAMP:20260101T000000Z"))).toEqual([
      "new",
    ]);
    expect(titles(version("old"), version("new"))).toEqual(["new"]);
  });

  test("events without UID, and different events with one UID, are all shown", () => {
    const at = (hour: string, ...lines: string[]) => [`DTSTART:20260302T${hour}0000Z`, "DURATION:PT1H", ...lines];
    expect(listed(calendar(at("09"), at("10")))).toHaveLength(2);
    expect(listed(calendar(at("09", "UID:same"), at("10", "UID:same")))).toHaveLength(2);
  });
});

describe("broken files", () => {
  test.each([
    ["nothing", ""],
    ["blanks", " \r\n \r\n"],
    ["a web page", "<!DOCTYPE html><html><body>Sign in</body></html>"],
    ["JSON", '{"error":"unauthorized"}'],
    ["a contact", "BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n"],
    ["an event without calendar", ["BEGIN:VEVENT", ...talk, "END:VEVENT"].join("\r\n")],
    ["the end of a calendar", "END:VEVENT\r\nEND:VCALENDAR\r\n"],
    ["a calendar without its end", calendar(talk).replace("END:VCALENDAR\r\n", "")],
    ["a second calendar inside the first", `BEGIN:VCALENDAR\r\n${calendar(talk)}END:VCALENDAR\r\n`],
  ])("%s is refused with line and property", (_, text) => {
    expect(() => readCalendar(text, wide)).toThrow(CalendarError);
    expect(() => readCalendar(text, wide)).toThrow(/^line \d+, [A-Z-]+: /);
  });

  test("every beginning of a calendar is refused, so that no half of one is shown", () => {
    const text = calendar([...talk, "SUMMARY:Talk"], [...talk, "UID:u", "SUMMARY:Other"]);
    for (let length = 0; length < text.lastIndexOf("END:VCALENDAR") + 12; length++) {
      expect(() => readCalendar(text.slice(0, length), wide), `${length} characters`).toThrow(CalendarError);
    }
  });

  test("an event without its end costs that event, and is named", () => {
    const text = calendar("BEGIN:VEVENT", ...talk, ["UID:good", ...talk.slice(1)]);
    expect(readCalendar(text, wide).bookings.map(({ uid }) => uid)).toEqual(["good"]);
    expect(problemsOf(text)).toMatchObject([{ uid: "t@example.com", line: 3, dropped: true }]);
  });

  test("an event with an unreadable end is named with line and property", () => {
    expect(problemsOf(calendar(["UID:u", "DTSTART:20260302T090000Z", "DTEND:whenever"]))).toEqual([
      { uid: "u", line: 6, property: "DTEND", dropped: true, message: '"whenever" is not a date that exists' },
    ]);
  });

  test("two calendars in one file are both read", () => {
    expect(listed(calendar(talk) + calendar(["UID:u", ...talk.slice(1)]))).toHaveLength(2);
  });
});
