import type { InputReading } from "../../read-input.ts";
import {
  type AgendaWindow,
  type CalendarSource,
  type SourceContext,
  SourceError,
  type SourceSnapshot,
} from "../source.ts";
import { CalDavWriter } from "./caldav-writer.ts";
import { Collection } from "./collection.ts";
import { DavClient } from "./dav.ts";
import { discoverCalendar } from "./discovery.ts";

export interface CalDavSettings {
  name: string;
  url: string;
  username?: string;
  passwordFile?: string;
  calendar?: string;
  pollMs: number;
  /** The room may book and give back. */
  write?: boolean;
}

/** A calendar on a CalDAV server: found once, kept as a copy, expanded here. The server is never asked to expand. */
export class CalDavCalendar implements CalendarSource {
  readonly name: string;
  readonly pollMs: number;
  readonly #settings: CalDavSettings;
  readonly #context: SourceContext;
  readonly #client: DavClient;
  readonly writer?: CalDavWriter;
  #collection: Collection | null = null;
  #reading: { key: string; reading: InputReading } | null = null;

  constructor(settings: CalDavSettings, context: SourceContext) {
    this.name = settings.name;
    this.pollMs = settings.pollMs;
    this.#settings = settings;
    this.#context = context;
    this.#client = new DavClient(context, settings);
    if (settings.write === true)
      this.writer = new CalDavWriter(this.#client, context, (signal) => this.#update(signal));
  }

  async poll(window: AgendaWindow, signal: AbortSignal): Promise<SourceSnapshot> {
    const collection = await this.#update(signal);
    const key = `${collection.version} ${window.from} ${window.to}`;
    if (this.#reading?.key !== key) {
      const { zone, recognition } = this.#context;
      const parts = collection.parts();
      const reading = await this.#context.read({ ...window, zone, recognition, parts, whole: false, ready: [] });
      this.#reading = { key, reading };
    }
    return { ...this.#reading.reading, skewMs: collection.skewMs };
  }

  async #update(signal: AbortSignal): Promise<Collection> {
    this.#collection ??= await this.#find(signal);
    try {
      await this.#collection.update(signal);
      return this.#collection;
    } catch (error) {
      // Moved or made anew: looked for again next time.
      if (error instanceof SourceError && (error.status === 404 || error.status === 410)) this.#collection = null;
      throw error;
    }
  }

  async #find(signal: AbortSignal): Promise<Collection> {
    const { url, calendar } = this.#settings;
    const found = await discoverCalendar(this.#client, url, calendar, signal);
    this.#context.log.info("calendar found", { source: this.name, url: found.url, calendar: found.displayName });
    return new Collection(found.url, this.#client, this.#context.clock, this.#context.log);
  }
}
