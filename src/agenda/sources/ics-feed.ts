import { createHash } from "node:crypto";
import type { InputReading } from "../read-input.ts";
import { basicAuthorization } from "./authorization.ts";
import { exchange, hostOf } from "./http.ts";
import {
  type AgendaWindow,
  type CalendarSource,
  type SourceContext,
  SourceError,
  type SourceSnapshot,
} from "./source.ts";

export interface IcsFeedSettings {
  name: string;
  /** Address, or the file that holds it: private feeds have the secret in their address. */
  url?: string;
  urlFile?: string;
  username?: string;
  passwordFile?: string;
  pollMs: number;
}

interface Kept {
  etag: string | null;
  lastModified: string | null;
  bytes: Uint8Array;
  digest: string;
}

/** An .ics feed over HTTP: conditional requests, expanded anew only when it or the window has changed. */
export class IcsFeed implements CalendarSource {
  readonly name: string;
  readonly pollMs: number;
  readonly #settings: IcsFeedSettings;
  readonly #context: SourceContext;
  #kept: Kept | null = null;
  #reading: { key: string; reading: InputReading } | null = null;

  constructor(settings: IcsFeedSettings, context: SourceContext) {
    this.name = settings.name;
    this.pollMs = settings.pollMs;
    this.#settings = settings;
    this.#context = context;
  }

  async poll(window: AgendaWindow, signal: AbortSignal): Promise<SourceSnapshot> {
    const url = await this.#address();
    const answer = await exchange(this.#context, { url, headers: await this.#headers(), signal, accept: [304] });
    if (answer.status !== 304) {
      this.#kept = {
        etag: answer.headers.get("etag"),
        lastModified: answer.headers.get("last-modified"),
        bytes: answer.bytes,
        digest: createHash("sha256").update(answer.bytes).digest("base64"),
      };
    }
    if (this.#kept === null) {
      throw new SourceError("calendar.unreadable", `${hostOf(url)} says "not modified" to a first request`);
    }
    return { ...(await this.#read(this.#kept, window)), skewMs: answer.skewMs };
  }

  async #address(): Promise<string> {
    const { url, urlFile } = this.#settings;
    const address = url ?? (await this.#context.readSecret(urlFile ?? ""));
    return address.trim().replace(/^webcals?:/i, "https:");
  }

  async #headers(): Promise<Record<string, string>> {
    const { username, passwordFile } = this.#settings;
    return {
      accept: "text/calendar, */*;q=0.5",
      ...(await basicAuthorization(this.#context, username, passwordFile)),
      ...(this.#kept?.etag ? { "if-none-match": this.#kept.etag } : {}),
      ...(this.#kept?.lastModified ? { "if-modified-since": this.#kept.lastModified } : {}),
    };
  }

  async #read({ bytes, digest }: Kept, window: AgendaWindow): Promise<InputReading> {
    const key = `${digest} ${window.from} ${window.to}`;
    if (this.#reading?.key !== key) {
      const { zone, recognition } = this.#context;
      const parts = [{ name: this.name, bytes }];
      try {
        const reading = await this.#context.read({ ...window, zone, recognition, parts, whole: true, ready: [] });
        this.#reading = { key, reading };
      } catch (error) {
        // Asked for again in full: "not modified" would leave the unreadable text standing.
        this.#kept = null;
        throw error;
      }
    }
    return this.#reading.reading;
  }
}
