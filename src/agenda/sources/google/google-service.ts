import type { Booking } from "../../../domain/booking.ts";
import type { CalendarBooking, CalendarProblem } from "../../calendar-booking.ts";
import { Unreadable } from "../../ics/unreadable.ts";
import { ianaZone } from "../../zones/iana-zone.ts";
import { utc, type Zone } from "../../zones/zone.ts";
import { BearerClient } from "../bearer-client.ts";
import { type JsonObject, listIn, textIn } from "../json-object.ts";
import type { CalendarService, ServiceListing } from "../service-calendar.ts";
import { type AgendaWindow, type CalendarWriter, type SourceContext, SourceError } from "../source.ts";
import { googleBooking } from "./google-event.ts";
import { type GoogleAccount, GoogleTokens } from "./google-token.ts";

const server = "Google Calendar";
const base = "https://www.googleapis.com/calendar/v3/calendars";
/** Pages of one listing. A room that needs more has a broken calendar. */
const maxPages = 40;

/** One calendar through the Google Calendar API: a sync token says whether anything changed, a window lists what there is. */
export class GoogleService implements CalendarService {
  readonly #client: BearerClient;
  readonly #context: SourceContext;
  readonly #address: string;
  #syncToken: string | null = null;

  constructor(settings: GoogleAccount & { calendarId: string }, context: SourceContext) {
    this.#context = context;
    this.#client = new BearerClient(context, new GoogleTokens(context, settings));
    this.#address = `${base}/${encodeURIComponent(settings.calendarId)}/events`;
  }

  readonly writer: CalendarWriter = {
    book: async ({ title, start, end }, signal) => {
      const body = { summary: title, start: { dateTime: start }, end: { dateTime: end } };
      await this.#client.send("POST", this.#address, { body }, signal);
    },
    release: async (booking, signal) => {
      const found = await this.#find(booking, signal);
      if (found === null) throw new SourceError("calendar.refused", "this booking is not in the calendar any more");
      const address = `${this.#address}/${encodeURIComponent(found.id)}?sendUpdates=all`;
      await this.#client.send("DELETE", address, { headers: { "if-match": found.etag } }, signal);
    },
  };

  get skewMs(): number | null {
    return this.#client.skewMs;
  }

  async changed(_window: AgendaWindow, signal: AbortSignal): Promise<boolean> {
    const known = this.#syncToken;
    const fields = "items(id),nextPageToken,nextSyncToken";
    // Tokens cannot be combined with bounds of time: the whole calendar is followed, by its ids only.
    const query = { maxResults: "2500", fields, ...(known === null ? {} : { syncToken: known }) };
    let changes = 0;
    const last = await this.#pages(query, signal, (items) => {
      changes += items.length;
    });
    if (last === null) {
      this.#syncToken = null;
      if (known === null) throw new SourceError("calendar.unreadable", `${server} calls a first listing outdated`);
      return await this.changed(_window, signal);
    }
    this.#syncToken = textIn(last, "nextSyncToken") || null;
    return known === null || changes > 0;
  }

  async list({ from, to }: AgendaWindow, signal: AbortSignal): Promise<ServiceListing> {
    const bookings: CalendarBooking[] = [];
    const problems: CalendarProblem[] = [];
    const room = ianaZone(this.#context.zone) ?? utc;
    const query = { singleEvents: "true", timeMin: from, timeMax: to, maxResults: "250", maxAttendees: "1" };
    await this.#pages(query, signal, (items) => {
      for (const item of items) {
        try {
          const booking = googleBooking(item, room);
          if (booking !== null) bookings.push(booking);
        } catch (error) {
          if (!(error instanceof Unreadable)) throw error;
          const uid = textIn(item, "iCalUID") || textIn(item, "id") || null;
          problems.push({ uid, line: 0, property: "start", dropped: true, message: error.message });
        }
      }
    });
    return { bookings, problems };
  }

  /** The occurrence's own event in this calendar. */
  async #find({ uid, occurrence, start, end }: Booking, signal: AbortSignal) {
    const room = ianaZone(this.#context.zone) ?? utc;
    const query = { singleEvents: "true", timeMin: start, timeMax: end, maxResults: "250", maxAttendees: "1" };
    let found: { id: string; etag: string } | null = null;
    await this.#pages(query, signal, (items) => {
      for (const item of items) {
        const booking = readable(item, room);
        if (booking?.uid !== uid || booking.occurrence !== occurrence || booking.start !== start) continue;
        found = { id: textIn(item, "id"), etag: textIn(item, "etag") || "*" };
      }
    });
    return found as { id: string; etag: string } | null;
  }

  /** Reads all pages. @returns the last one; null when the sync token is no longer good */
  async #pages(
    query: Record<string, string>,
    signal: AbortSignal,
    take: (items: JsonObject[]) => void,
  ): Promise<JsonObject | null> {
    let pageToken = "";
    for (let page = 0; page < maxPages; page++) {
      const parameters = new URLSearchParams({ ...query, ...(pageToken === "" ? {} : { pageToken }) });
      const { status, body } = await this.#get(`${this.#address}?${parameters}`, signal);
      if (status === 410) return null;
      take(listIn(body, "items", server));
      pageToken = textIn(body, "nextPageToken");
      if (pageToken === "") return body;
    }
    throw new SourceError("calendar.unreadable", `${server} sends more than ${maxPages} pages`);
  }

  async #get(url: string, signal: AbortSignal) {
    try {
      return await this.#client.get(url, {}, signal, [410]);
    } catch (error) {
      throw error instanceof SourceError ? explained(error) : error;
    }
  }
}

function readable(item: JsonObject, room: Zone): CalendarBooking | null {
  try {
    return googleBooking(item, room);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

/** Google refuses for quota with 403, like for rights: only the reason tells them apart. */
function explained(error: SourceError): SourceError {
  if (error.status === 403 && /rateLimitExceeded|userRateLimitExceeded|quotaExceeded/.test(error.said)) {
    const retryAfterMs = error.retryAfterMs ?? 60_000;
    return new SourceError("calendar.refused", `${server} asks the room to wait (quota)`, {
      status: 403,
      retryAfterMs,
    });
  }
  if (error.status === 404) {
    const mend = "share the room's calendar with the service account, or name a user to impersonate";
    return new SourceError("calendar.refused", `${server} shows this account no such calendar: ${mend}`, {
      status: 404,
    });
  }
  return error;
}
