import type { JoinTarget } from "../domain/booking.ts";
import type { MeetingService, MeetingTarget } from "../services/service.ts";

/** What a native link says of its meeting, as recognition reads it. */
export interface NativeMeeting {
  /** Host of the link, with port where it is not the default one. */
  host: string;
  room: string;
  passphrase: string | null;
  /** The link carries server and token itself. */
  direct: { url: string; token: string } | null;
}

export interface TargetPorts {
  services: readonly MeetingService[];
  /** Reads a link or text that somebody typed; null when it is no meeting. */
  recogniseLink: (text: string) => JoinTarget | null;
  /** Takes a native link apart; null when it is not native. */
  nativeMeetingOf: (target: JoinTarget) => NativeMeeting | null;
}

/** The service and meeting behind a recognised target; null when no configured service gets the room in. */
export function meetingTargetOf(join: JoinTarget, { services, nativeMeetingOf }: TargetPorts): MeetingTarget | null {
  const meeting = nativeMeetingOf(join);
  if (meeting === null) return null;
  const { host, room, passphrase, direct } = meeting;
  const service = services.find(({ kind, linkHosts }) =>
    direct === null ? linkHosts.includes(host) : kind === "livekit-link",
  );
  return service === undefined ? null : { service: service.name, room, url: join.url, passphrase, direct };
}

/** A plain meeting name goes to the first service that takes names. */
export function namedTarget(room: string, services: readonly MeetingService[]): MeetingTarget | null {
  const service = services.find(({ takesNames }) => takesNames);
  return service === undefined ? null : { service: service.name, room, url: null, passphrase: null, direct: null };
}
