/** What a calendar says of one booking beyond its times: input of recognition, dropped after it. */
export interface BookingFields {
  location: string;
  description: string;
  html: string;
  url: string;
  /** Structured conference properties by upper-case name. */
  conference: Readonly<Record<string, string | string[]>>;
}

/** One occurrence in a calendar's window. Times are ISO 8601 in UTC. */
export interface CalendarBooking {
  uid: string;
  /** Original start of this occurrence of a series; "single" for what does not repeat, so that moving it keeps its identity. */
  occurrence: string;
  title: string;
  organiser: string | null;
  start: string;
  end: string;
  allDay: boolean;
  status: "confirmed" | "tentative";
  private: boolean;
  /** False when it does not occupy the room. */
  busy: boolean;
  fields: BookingFields;
}

/** Something in a calendar that could not be read or looks wrong. The rest of the calendar is shown. */
export interface CalendarProblem {
  /** Of the event, when it has one. */
  uid: string | null;
  /** First line of the event or of the property; 0 where a source has no lines. */
  line: number;
  property: string | null;
  /** The event is not shown. */
  dropped: boolean;
  message: string;
}

export interface CalendarReading {
  bookings: CalendarBooking[];
  problems: CalendarProblem[];
}
