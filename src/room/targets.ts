import type { JoinTarget } from "../domain/booking.ts";
import type { MeetingService, MeetingTarget } from "../services/service.ts";

/** What a native link says of its meeting, as recognition reads it. */
export interface NativeMeeting {
  /** As recognition calls it. */
  service: string;
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
  const service =
    direct === null
      ? (services.find(({ linkHosts }) => linkHosts.includes(host)) ??
        services.find(({ kind, anyHost }) => anyHost === true && kind === meeting.service))
      : services.find(({ kind }) => kind === "livekit-link");
  return service === undefined ? null : { service: service.name, room, url: join.url, passphrase, direct };
}

/**
 * What people type: a link in whatever form, the code of a service (`abc-defg-hij`), else a plain name or number for the
 * first service that takes names.
 * @returns a link to follow, or a target; null when nobody takes names
 */
export function typedTarget(text: string, ports: TargetPorts): { link: string } | { target: MeetingTarget } | null {
  const name = text.trim();
  const byCode = ports.services.find(({ kind, linkOf }) => kind === "la-suite-meet" && linkOf?.(name) != null);
  const code = byCode?.linkOf?.(name) ?? null;
  if (code !== null) return { link: code };
  if (ports.recogniseLink(name) !== null) return { link: name };
  const target = namedTarget(numberOrName(name), ports.services);
  if (target !== null) return { target };
  const link = ports.services.map(({ linkOf }) => linkOf?.(name) ?? null).find((found) => found !== null);
  return link === undefined || link === null ? null : { link };
}

/** Numbers are written in groups: "123 456 789" is one. */
const numberOrName = (name: string) => (/^[\d\s]+$/.test(name) ? name.replace(/\s/g, "") : name);

/** A plain meeting name goes to the first service that takes names. */
export function namedTarget(room: string, services: readonly MeetingService[]): MeetingTarget | null {
  const service = services.find(({ takesNames }) => takesNames);
  return service === undefined ? null : { service: service.name, room, url: null, passphrase: null, direct: null };
}
