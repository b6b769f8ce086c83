import type { JoinTarget } from "../../domain/booking.ts";

/** What a calendar gives about a meeting. Nothing is trusted: wrong types count as absent. */
export interface BookingText {
  title?: unknown;
  location?: unknown;
  /** Plain text, though some calendars put HTML here. */
  description?: unknown;
  html?: unknown;
  /** Structured properties by name: a text, a list, or an object as Google and Graph send it. */
  conference?: unknown;
}

/**
 * A rule of the administrator. `path` is a template, not a regular expression (nobody can stall the room with it):
 * literal segments, `*` for any one segment, `{id}` for the meeting's id, `**` at the end for any rest.
 */
export interface RecognitionRule {
  /** For people: shown in the preview. */
  name: string;
  /** `meeting`: the link is a meeting of `service`. `ignore`: the link is never one (a link in everybody's signature). */
  kind: "meeting" | "ignore";
  /** For `meeting`: an id of the table, or a new one (then it is opened as a web page). */
  service?: string;
  /** Exact hosts, `host:port`, or `*.host` for its subdomains. */
  hosts: readonly string[];
  /** Default: any path (`**`) for `ignore`, one segment (`{id}`) for `meeting`. */
  path?: string;
}

/** What an administrator adds to the built-in table. */
export interface RecognitionSettings {
  /** Own servers: service id → exact hosts (`meet.example.org`, or `meet.example.org:8443`). */
  adminHosts?: Readonly<Record<string, readonly string[]>>;
  /** Tried before the table, in this order. */
  rules?: readonly RecognitionRule[];
}

/** `best` is what the Join button opens; `also` are other meetings named in the same booking, best first. */
export interface Recognition {
  best: JoinTarget | null;
  also: JoinTarget[];
}
