const observance = new Set(["DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"]);

/** Structured properties that can hold a meeting's address; recognition reads them by these names. */
export const conferenceProperties = new Set([
  "CONFERENCE",
  "X-GOOGLE-CONFERENCE",
  "X-GOOGLE-HANGOUT",
  "X-MICROSOFT-SKYPETEAMSMEETINGURL",
  "X-MICROSOFT-SKYPETEAMSPROPERTIES",
  "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
  "X-MICROSOFT-ONLINEMEETINGCONFLINK",
  "X-MICROSOFT-ONLINEMEETINGINFORMATION",
  "X-TELEMOST-CONFERENCE",
  "X-ZOOM-MEETING-URL",
  "X-CONFERENCE-URL",
]);

/** What is read of each component; everything else is passed over unread, so that its size and faults cost nothing. */
export const wantedProperties: Readonly<Record<string, ReadonlySet<string>>> = {
  VCALENDAR: new Set(["METHOD"]),
  VTIMEZONE: new Set(["TZID", "X-LIC-LOCATION"]),
  STANDARD: observance,
  DAYLIGHT: observance,
  VEVENT: new Set([
    "UID",
    "SEQUENCE",
    "DTSTAMP",
    "LAST-MODIFIED",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "EXRULE",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
    "STATUS",
    "CLASS",
    "TRANSP",
    "X-MICROSOFT-CDO-BUSYSTATUS",
    "X-MICROSOFT-CDO-ALLDAYEVENT",
    "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT",
    "SUMMARY",
    "ORGANIZER",
    "LOCATION",
    "DESCRIPTION",
    "X-ALT-DESC",
    "URL",
    ...conferenceProperties,
  ]),
};
