import type { CalendarBooking, CalendarProblem } from "../calendar-booking.ts";
import type { InputReading } from "../read-input.ts";
import type { AgendaWindow, CalendarSource, CalendarWriter, SourceContext, SourceSnapshot } from "./source.ts";

/** What a calendar service is asked: whether anything changed, and what there is. */
export interface CalendarService {
  /** Cheap. Also true when the service cannot tell (a first time, a forgotten token). */
  changed(window: AgendaWindow, signal: AbortSignal): Promise<boolean>;
  /** All occurrences in the window, worked out by the service. */
  list(window: AgendaWindow, signal: AbortSignal): Promise<ServiceListing>;
  readonly skewMs: number | null;
  readonly writer: CalendarWriter;
}

export interface ServiceListing {
  bookings: CalendarBooking[];
  problems: CalendarProblem[];
}

/**
 * A calendar of a service that expands series itself. Its change feed only says that something changed; then the window is
 * listed anew. What such feeds leave out (an occurrence that was deleted from a series) cannot make the room wrong.
 */
export class ServiceCalendar implements CalendarSource {
  readonly name: string;
  readonly pollMs: number;
  readonly #load: () => Promise<CalendarService>;
  readonly #context: SourceContext;
  #service: CalendarService | null = null;
  #reading: { key: string; snapshot: InputReading } | null = null;
  /** A change was told, but not listed yet. */
  #owed = false;

  readonly writer?: CalendarWriter;

  /** @param load the service's code, loaded only by rooms that use it */
  constructor(
    { name, pollMs, write = false }: { name: string; pollMs: number; write?: boolean | undefined },
    load: () => Promise<CalendarService>,
    context: SourceContext,
  ) {
    this.name = name;
    this.pollMs = pollMs;
    if (write) {
      this.writer = {
        book: async (booking, signal) => (await this.#loaded()).writer.book(booking, signal),
        release: async (booking, signal) => (await this.#loaded()).writer.release(booking, signal),
      };
    }
    this.#load = load;
    this.#context = context;
  }

  async poll(window: AgendaWindow, signal: AbortSignal): Promise<SourceSnapshot> {
    const service = await this.#loaded();
    const key = `${window.from} ${window.to}`;
    this.#owed = (await service.changed(window, signal)) || this.#owed;
    if (this.#owed || this.#reading?.key !== key) {
      const { bookings: ready, problems } = await service.list(window, signal);
      const { zone, recognition } = this.#context;
      const reading = await this.#context.read({ ...window, zone, recognition, parts: [], whole: false, ready });
      this.#reading = { key, snapshot: { ...reading, problems: [...reading.problems, ...problems] } };
      this.#owed = false;
    }
    return { ...this.#reading.snapshot, skewMs: service.skewMs };
  }

  async #loaded(): Promise<CalendarService> {
    this.#service ??= await this.#load();
    return this.#service;
  }
}
