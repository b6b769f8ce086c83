/** What a service's `form` looks at: a parsed address on one of its hosts. Never the text of the link. */
export interface LinkView {
  host: string;
  /** Non-empty path segments, escapes as in the address. */
  path: readonly string[];
  /** The address was written with its accents or other letters bare: the parser added the escapes. */
  unescaped: boolean;
  query: URLSearchParams;
  /** Without `#`, escapes as in the address. */
  fragment: string;
}

/** What a link leads to. */
export interface LinkForm {
  /** As written; null when the link does not tell it (the text may). */
  meetingId: string | null;
  /** 0: for participants; 1: through a launcher page; 2: for the host, who has to sign in. */
  rank: 0 | 1 | 2;
  /** It carries what would otherwise be asked for (a password hash, a key). */
  token: boolean;
  /** What tells two meetings apart when there is no id: default host and path. */
  same?: string;
}

/** A row of the table. To add a service, see the README of this folder. */
export interface Service {
  id: string;
  /** For people. */
  name: string;
  /** The room gets in by itself, without a browser. */
  native: boolean;
  /** Exact hosts, or `*.host`: the subdomains of a host, by whole labels. Self-hosted services have few or none. */
  hosts: readonly string[];
  /** Ports that the service uses beside the default one. */
  ports?: readonly string[];
  /** Services whose hosts, named by the administrator, are hosts of this one, too. */
  hostsOf?: readonly string[];
  /** What is behind a link on such a host; null for pages without a meeting (help, download, sign-in, recording ...). */
  form(link: LinkView): LinkForm | null;
  /** Names in texts, as sources of regular expressions without backtracking; `Teams` is written with a capital. */
  words: readonly string[];
  /** Lengths of ids that people type; empty when ids are names. Ids in texts count only for these. */
  idDigits: readonly number[];
  /** Services that share names and numbers (Tencent Meeting and VooV): the host decides between them. */
  family?: string;
  /** False where nobody is ever asked for a code: one in the text is for telephones, or another meeting's. */
  takesPasscode?: false;
  /** An "access code" is the meeting's number, not a passcode. */
  accessCodeIsId?: boolean;
}

/** A participant's link with this id. */
export function participant(meetingId: string | null, more: Partial<LinkForm> = {}): LinkForm {
  return { meetingId, rank: 0, token: false, ...more };
}

/** The digits of a number written with hyphens, or null when it is no number of an allowed length. */
export function digitsOf(text: string | undefined, least: number, most: number): string | null {
  const digits = text?.replace(/[-\s]/g, "") ?? "";
  return /^\d+$/.test(digits) && digits.length >= least && digits.length <= most ? digits : null;
}

/** Pages that sites have beside their rooms, on every service where a room is a bare name. */
const commonPages = new Set(
  "login signin sign-in signup sign-up register download downloads privacy terms legal imprint impressum datenschutz help faq pricing contact about new".split(
    " ",
  ),
);

/** A name that people choose: anything but what looks like a file. */
export function roomName(segment: string | undefined): string | null {
  return segment !== undefined &&
    /^[^.].{0,200}$/s.test(segment) &&
    !commonPages.has(segment.toLowerCase()) &&
    !/\.(?:html?|js|css|png|ico|svg|txt|xml|json|php|pdf)$/i.test(segment)
    ? segment
    : null;
}
