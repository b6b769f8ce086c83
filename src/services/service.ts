import type { Clock } from "../platform/clock.ts";

/** Where the room is to go. Secrets (passphrase, link with key) stay in the daemon. */
export interface MeetingTarget {
  /** Name of the service that lets us in. */
  service: string;
  /** Meeting or room name as the service knows it. */
  room: string;
  /** The link, when a link led here. */
  url: string | null;
  /** End-to-end passphrase; null when the meeting is in the clear. */
  passphrase: string | null;
  /** Server and token, when the link itself carries them. */
  direct: { url: string; token: string } | null;
}

/** Who enters: the room itself, its display (sees, is not seen) or a guest's browser. */
export interface Entrant {
  purpose: "room" | "display" | "guest";
  /** Stays the same over crashes and rejoins, so that no ghost is left. */
  identity: string;
  /** As stable as `identity`, for services that know their guests by a UUID; never shared by two entrants. */
  uuid: string;
  name: string;
}

/** What lets a client into a meeting. */
export interface Ticket {
  /** LiveKit server. */
  url: string;
  token: string;
  passphrase: string | null;
}

export interface EnterContext {
  signal: AbortSignal;
  clock: Clock;
  /** The service makes the room wait until somebody lets it in. */
  onLobby: () => void;
}

/** One way into meetings, as configured. */
export interface MeetingService {
  readonly name: string;
  readonly kind: string;
  /** Takes plain meeting names (`meetNow`, join by name). */
  readonly takesNames: boolean;
  /** Hosts of links that this service takes. */
  readonly linkHosts: readonly string[];
  /** Takes links of its kind on whatever host recognition knows it: nothing about them needs settings. */
  readonly anyHost?: boolean;
  /** The link behind a name or code that people type, where the service has such; null when it is none of its own. */
  linkOf?(name: string): string | null;
  /**
   * Asks for a ticket. May take as long as a host takes to open the door; `signal` ends the wait.
   * @throws MeetingError meeting.token, meeting.refused, meeting.unreachable; ConfigError config.secret
   */
  enter(target: MeetingTarget, entrant: Entrant, context: EnterContext): Promise<Ticket>;
  /**
   * Raises or lowers the hand of whoever entered with this ticket; absent where the service knows no hands. What came of it
   * is seen in the meeting, never in the answer.
   * @throws MeetingError meeting.refused, meeting.unreachable
   */
  raiseHand?(target: MeetingTarget, ticket: Ticket, raised: boolean, signal: AbortSignal): Promise<void>;
}
