import type { CalendarBooking } from "./calendar-booking.ts";

/** Something about a calendar that keeps the room from working as it could, and how to mend it. */
export interface Finding {
  level: "warning" | "note";
  what: string;
  mend: string;
}

/** Fewer bookings than these prove nothing. */
const enough = 3;
const enoughForPrivacy = 10;

/**
 * What a room mailbox of Exchange strips from its bookings by default, as seen from what arrives. Exchange's calendar
 * processing deletes the text (and with it the link to the meeting), puts the organiser's name in place of the subject, and
 * takes the private mark away.
 */
export function exchangeFindings(bookings: readonly CalendarBooking[], mailbox: string): Finding[] {
  // The room's own and private bookings may be bare for good reasons.
  const seen = distinct(bookings).filter((booking) => booking.organiser !== null && !booking.private);
  const set = (settings: string) => `Set-CalendarProcessing -Identity ${mailbox} ${settings}`;
  const findings: Finding[] = [];
  const bare = seen.filter((booking) => !hasText(booking));
  if (seen.length >= enough && bare.length === seen.length) {
    findings.push({
      level: "warning",
      what: `none of ${seen.length} bookings has any text: the mailbox deletes it, and with it the link to the meeting`,
      mend: set("-DeleteComments $false"),
    });
  }
  const renamed = seen.filter(isNamedAfterOrganiser);
  if (seen.length >= enough && renamed.length >= seen.length * 0.8) {
    findings.push({
      level: "warning",
      what: `${renamed.length} of ${seen.length} bookings are called after their organiser: the mailbox replaces the subject`,
      mend: set("-DeleteSubject $false -AddOrganizerToSubject $false"),
    });
  }
  const marked = bookings.some((booking) => booking.private);
  if (bookings.length >= enoughForPrivacy && !marked) {
    findings.push({
      level: "note",
      what: `none of ${bookings.length} bookings is private: perhaps nobody marked one, perhaps the mailbox removes the mark`,
      mend: set("-RemovePrivateProperty $false"),
    });
  }
  findings.push({
    level: "note",
    what: "whether invitations from outside the organisation are taken cannot be seen from here",
    mend: set("-ProcessExternalMeetingMessages $true"),
  });
  return findings;
}

/** One of each series. */
function distinct(bookings: readonly CalendarBooking[]): CalendarBooking[] {
  return [...new Map(bookings.map((booking) => [booking.uid, booking])).values()];
}

function hasText({ fields }: CalendarBooking): boolean {
  const html = fields.html.replace(/<(style|script|head)[\s\S]*?<\/\1>/gi, " ").replace(/<[^>]*>|&nbsp;|\s/gi, "");
  const conference = Object.values(fields.conference).some((value) => value.length > 0);
  return conference || html !== "" || fields.description.trim() !== "" || fields.url !== "";
}

function isNamedAfterOrganiser({ title, organiser }: CalendarBooking): boolean {
  const simple = (text: string) => text.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase();
  const name = simple(organiser ?? "");
  return name.length > 1 && (simple(title) === name || simple(title).startsWith(`${name} `));
}
