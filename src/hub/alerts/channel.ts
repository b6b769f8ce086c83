import type { Notice } from "./alert-board.ts";
import type { QuietHours } from "./quiet-hours.ts";
import type { Severity } from "./rules.ts";

/** What is told of an alert, to machines. */
export interface Message {
  kind: Notice["kind"];
  id: string;
  severity: Severity;
  title: string;
  cause: string;
  rooms: { id: string; name: string }[];
  /** ISO times in UTC. */
  openedAt: string;
  at: string;
}

export interface Channel {
  kind: "webhook" | "syslog" | "email";
  url: string;
  /** Signs webhooks, or is the password of a mail server. */
  secret: string | null;
  options: ChannelOptions;
}

/** What else a channel has; kept as JSON. */
export interface ChannelOptions {
  /** PEM of the authority that vouches for the server, when it is not one of the system's. */
  authority?: string | null;
  /** Of mails. */
  from?: string;
  to?: string[];
  quiet?: QuietHours | null;
  /** What is less severe is not told. */
  least?: Severity;
}
