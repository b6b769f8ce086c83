import type { Booking } from "../../../domain/booking.ts";
import { CalendarError } from "../../../domain/errors.ts";
import type { InputReading } from "../../read-input.ts";
import type { CalendarWriter, NewBooking, SourceContext } from "../source.ts";
import type { Collection } from "./collection.ts";
import type { DavClient } from "./dav.ts";
import { hasUid, newEntry, withoutOccurrence } from "./edit-entry.ts";

const dayMs = 86_400_000;

/** Writes to a CalDAV collection; each change only if the entry is still the one that was read. */
export class CalDavWriter implements CalendarWriter {
  readonly #client: DavClient;
  readonly #context: SourceContext;
  readonly #collection: (signal: AbortSignal) => Promise<Collection>;

  /** @param collection the copy, brought up to date */
  constructor(client: DavClient, context: SourceContext, collection: (signal: AbortSignal) => Promise<Collection>) {
    this.#client = client;
    this.#context = context;
    this.#collection = collection;
  }

  async book(booking: NewBooking, signal: AbortSignal): Promise<void> {
    const { url } = await this.#collection(signal);
    const address = new URL(`${encodeURIComponent(booking.uid)}.ics`, url).href;
    await this.#client.put(address, newEntry(booking, this.#context.clock.now()), null, signal);
  }

  async release(booking: Booking, signal: AbortSignal): Promise<void> {
    const entry = (await this.#collection(signal)).entries().find(({ text }) => hasUid(text, booking.uid));
    if (entry === undefined) throw gone();
    const before = await this.#read(entry.text, booking);
    if (before.length === 1 && before[0]?.occurrence === "single") {
      return await this.#client.delete(entry.url, entry.etag, signal);
    }
    const edited = withoutOccurrence(entry.text, booking.uid, booking.occurrence, this.#context.clock.now());
    const after = edited === null ? [] : await this.#read(edited, booking);
    const kept = before.filter(({ occurrence }) => occurrence !== booking.occurrence);
    if (edited === null || JSON.stringify(after.map(keyOf)) !== JSON.stringify(kept.map(keyOf))) {
      throw new CalendarError("calendar.refused", "this occurrence cannot be taken out of its series from here");
    }
    await this.#client.put(entry.url, edited, entry.etag, signal);
  }

  /** What the room would show of an entry around the booking. */
  async #read(text: string, { start, end }: Booking): Promise<InputReading["bookings"]> {
    const { zone, recognition } = this.#context;
    const from = new Date(Date.parse(start) - 30 * dayMs).toISOString();
    const to = new Date(Date.parse(end) + 30 * dayMs).toISOString();
    const parts = [{ name: "entry", bytes: new TextEncoder().encode(text) }];
    const reading = await this.#context.read({ zone, recognition, from, to, parts, whole: true, ready: [] });
    return reading.bookings;
  }
}

const keyOf = ({ uid, occurrence, start, end }: Booking) => [uid, occurrence, start, end];
const gone = () => new CalendarError("calendar.refused", "this booking is not in the calendar any more");
