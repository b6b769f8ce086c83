import type { Booking } from "../../../domain/booking.ts";
import type { CalendarBooking, CalendarProblem } from "../../calendar-booking.ts";
import { Unreadable } from "../../ics/unreadable.ts";
import { ianaZone } from "../../zones/iana-zone.ts";
import { utc, type Zone } from "../../zones/zone.ts";
import { BearerClient } from "../bearer-client.ts";
import { type JsonObject, listIn, objectIn, textIn } from "../json-object.ts";
import type { CalendarService, ServiceListing } from "../service-calendar.ts";
import { type AgendaWindow, type CalendarWriter, type SourceContext, SourceError } from "../source.ts";
import { type CloudName, clouds } from "./clouds.ts";
import { graphBooking } from "./graph-event.ts";
import { type MicrosoftAccount, MicrosoftTokens } from "./microsoft-token.ts";

const server = "Microsoft Graph";
const maxPages = 60;
const headers = { prefer: 'outlook.timezone="UTC", odata.maxpagesize=100' };
const selected =
  "id,iCalUId,type,subject,start,end,originalStart,isAllDay,isCancelled,isDraft,sensitivity,showAs,organizer,responseStatus,location,body,bodyPreview,onlineMeeting,onlineMeetingUrl,isOnlineMeeting";

/** One room mailbox through Microsoft Graph: a delta of its calendar view says whether anything changed, the view lists it. */
export class GraphService implements CalendarService {
  readonly #client: BearerClient;
  readonly #context: SourceContext;
  readonly #graph: string;
  readonly #mailbox: string;
  #delta: { window: string; link: string } | null = null;

  constructor(settings: MicrosoftAccount & { mailbox: string; cloud?: CloudName }, context: SourceContext) {
    const cloud = clouds[settings.cloud ?? "global"];
    this.#context = context;
    this.#graph = cloud.graph;
    this.#mailbox = settings.mailbox;
    this.#client = new BearerClient(context, new MicrosoftTokens(context, settings, cloud));
  }

  readonly writer: CalendarWriter = {
    book: async ({ uid, title, start, end }, signal) => {
      const at = (dateTime: string) => ({ dateTime: dateTime.replace(/Z$/, ""), timeZone: "UTC" });
      // A repeated request with the same transactionId makes no second event.
      const body = { subject: title, start: at(start), end: at(end), transactionId: uid };
      await this.#client.send("POST", this.#events, { body, headers }, signal);
    },
    release: async (booking, signal) => {
      const found = await this.#find(booking, signal);
      if (found === null) throw new SourceError("calendar.refused", "this booking is not in the calendar any more");
      const address = `${this.#events}/${encodeURIComponent(found.id)}`;
      if (found.own) await this.#client.send("DELETE", address, { headers }, signal);
      else await this.#client.send("POST", `${address}/decline`, { body: { sendResponse: true }, headers }, signal);
    },
  };

  get #events(): string {
    return `${this.#graph}/v1.0/users/${encodeURIComponent(this.#mailbox)}/events`;
  }

  get skewMs(): number | null {
    return this.#client.skewMs;
  }

  async changed(window: AgendaWindow, signal: AbortSignal): Promise<boolean> {
    const key = `${window.from} ${window.to}`;
    const known = this.#delta?.window === key ? this.#delta.link : null;
    let changes = 0;
    const last = await this.#pages(known ?? this.#view(window, "/delta"), signal, (items) => {
      changes += items.length;
    });
    if (last === null) {
      // The state that the link stands for is forgotten (410, syncStateNotFound): begun anew.
      this.#delta = null;
      if (known === null) throw new SourceError("calendar.unreadable", `${server} calls a first listing outdated`);
      return await this.changed(window, signal);
    }
    const link = textIn(last, "@odata.deltaLink", 8000);
    this.#delta = link === "" ? null : { window: key, link: this.#own(link) };
    return known === null || changes > 0;
  }

  async list(window: AgendaWindow, signal: AbortSignal): Promise<ServiceListing> {
    const bookings: CalendarBooking[] = [];
    const problems: CalendarProblem[] = [];
    const room = ianaZone(this.#context.zone) ?? utc;
    const first = `${this.#view(window, "")}&$select=${selected}&$top=100`;
    const last = await this.#pages(first, signal, (items) => {
      for (const item of items) {
        try {
          const booking = graphBooking(item, room);
          if (booking !== null) bookings.push(booking);
        } catch (error) {
          if (!(error instanceof Unreadable)) throw error;
          const uid = textIn(item, "iCalUId") || textIn(item, "id") || null;
          problems.push({ uid, line: 0, property: "start", dropped: true, message: error.message });
        }
      }
    });
    if (last === null) throw new SourceError("calendar.unreadable", `${server} calls a listing outdated`);
    return { bookings, problems };
  }

  /** The occurrence's own event in this mailbox; `own`: the room organises it itself. */
  async #find({ uid, occurrence, start, end }: Booking, signal: AbortSignal) {
    const room = ianaZone(this.#context.zone) ?? utc;
    const first = `${this.#view({ from: start, to: end }, "")}&$select=${selected}&$top=100`;
    let found: { id: string; own: boolean } | null = null;
    await this.#pages(first, signal, (items) => {
      for (const item of items) {
        const booking = readable(item, room);
        if (booking?.uid !== uid || booking.occurrence !== occurrence || booking.start !== start) continue;
        const answer = textIn(objectIn(item, "responseStatus"), "response");
        found = { id: textIn(item, "id", 2000), own: answer === "organizer" || answer === "" };
      }
    });
    return found as { id: string; own: boolean } | null;
  }

  #view({ from, to }: AgendaWindow, kind: "" | "/delta"): string {
    const view = `${this.#graph}/v1.0/users/${encodeURIComponent(this.#mailbox)}/calendarView${kind}`;
    return `${view}?${new URLSearchParams({ startDateTime: from, endDateTime: to })}`;
  }

  async #pages(first: string, signal: AbortSignal, take: (items: JsonObject[]) => void): Promise<JsonObject | null> {
    let url = first;
    for (let page = 0; page < maxPages; page++) {
      const { status, body } = await this.#get(url, signal);
      if (status === 410) return null;
      take(listIn(body, "value", server));
      const next = textIn(body, "@odata.nextLink", 8000);
      if (next === "") return body;
      url = this.#own(next);
    }
    throw new SourceError("calendar.unreadable", `${server} sends more than ${maxPages} pages`);
  }

  /** Links are followed only within Graph: the room's token goes nowhere else. */
  #own(link: string): string {
    if (URL.canParse(link) && new URL(link).origin === this.#graph) return link;
    throw new SourceError("calendar.unreadable", `${server} answered with a link that leads elsewhere`);
  }

  async #get(url: string, signal: AbortSignal) {
    try {
      return await this.#client.get(url, headers, signal, [410]);
    } catch (error) {
      throw error instanceof SourceError ? this.#explained(error) : error;
    }
  }

  #explained(error: SourceError): SourceError {
    const { status } = error;
    if (status === 404) {
      return new SourceError("calendar.refused", `${server} has no mailbox ${this.#mailbox}`, { status });
    }
    if (status === 403) {
      const mend =
        "give the app Calendars.Read (application) with admin consent, and the room's mailbox in its scope (RBAC for Applications)";
      return new SourceError("calendar.refused", `${server} does not let the app read ${this.#mailbox}: ${mend}`, {
        status,
      });
    }
    return error;
  }
}

function readable(item: JsonObject, room: Zone): CalendarBooking | null {
  try {
    return graphBooking(item, room);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}
