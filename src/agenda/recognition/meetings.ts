import type { DialAddress } from "./dial-address.ts";
import type { MeetingLink } from "./meeting-link.ts";
import { digitsFitting } from "./number-groups.ts";
import { h323, sip } from "./services/dial.ts";
import type { Service } from "./services/service.ts";
import { services } from "./services/table.ts";

/** Where something was found, best first: structured property, location, title, body. */
export type Source = 0 | 1 | 2 | 3;

/** A way into a meeting, as one link gives it. */
interface Entry {
  url: string | null;
  rank: number;
  token: boolean;
  stale: boolean;
  place: Standing;
}

/** How well a place speaks for a meeting; compared from left to right, lower is better. */
export interface Standing {
  source: Source;
  age: number;
  /** 1: another service is named in location or title. */
  hinted: 0 | 1;
  /** 1: the text calls the link old or a backup, or it is the host's. */
  weak: 0 | 1;
  /** 0 a link, 1 a number without link, 2 an address to dial. */
  sort: 0 | 1 | 2;
  order: number;
}

/** What the words before a link say of it. */
export interface LinkWords {
  forHost: boolean;
  stale: boolean;
}

/** A meeting of the booking, with everything that was found about it. */
export interface Meeting {
  service: Service;
  /** From the link. */
  linkId: string | null;
  /** A number from the text. */
  textId: string | null;
  passcode: string | null;
  /** A code from the telephone part: counts only when nothing else lets in. */
  phoneCode: string | null;
  entries: Entry[];
  standing: Standing;
}

const byId = new Map(services.map((service) => [service.id, service]));

/** The service with this id, or null. */
export function serviceOf(id: string | null): Service | null {
  return id === null ? null : (byId.get(id) ?? null);
}

/** True when both are the same service, or brands of one product. */
export function sameProduct(one: Service, other: Service): boolean {
  return one.id === other.id || (one.family !== undefined && one.family === other.family);
}

/** All meetings of one booking. The same meeting found twice is one meeting. */
export class Meetings {
  readonly all: Meeting[] = [];
  readonly #byKey = new Map<string, Meeting>();
  readonly #byNumber = new Map<string, Meeting>();
  readonly #byAddress = new Map<string, Meeting>();
  readonly #lengths = new Set<number>();
  readonly #firsts = new Map<string, Meeting>();

  /** Adds a link, or another form of a meeting already known. */
  addLink({ service, form, address }: MeetingLink, { forHost, stale }: LinkWords, place: Standing): Meeting {
    const number = isNumber(form.meetingId) && service.idDigits.length > 0 ? form.meetingId : null;
    const key = number ?? form.same ?? `${address.url.host}/${form.meetingId ?? address.url.pathname}`;
    const meeting = this.#get(service, key, form.meetingId, place);
    meeting.entries.push({ url: address.written, rank: forHost ? 2 : form.rank, token: form.token, stale, place });
    if (number !== null) this.#remember(number, meeting);
    if (form.meetingId !== null)
      this.#byAddress.set(`${form.meetingId}@${address.url.hostname}`.toLowerCase(), meeting);
    return meeting;
  }

  /** Adds an address to dial; one with the number, or the name and host, of a known meeting is that meeting. */
  addDial({ service, address }: DialAddress, place: Standing): Meeting {
    const number = /^\d{9,16}/.exec(address)?.[0] ?? "";
    const known = this.#byNumber.get(number) ?? this.#byAddress.get(address.toLowerCase());
    if (known !== undefined) return this.#improve(known, place);
    const meeting = this.#get(service === "sip" ? sip : h323, address.toLowerCase(), address, place);
    if (meeting.entries.length === 0) meeting.entries.push({ url: null, rank: 0, token: false, stale: false, place });
    return meeting;
  }

  /** Adds a meeting that is only known by its number. */
  addNumber(service: Service, digits: string, place: Standing): Meeting {
    const meeting = this.#get(service, digits, null, place);
    this.setNumber(meeting, digits);
    return meeting;
  }

  /** The number that the text gives to a meeting whose link does not tell it. */
  setNumber(meeting: Meeting, digits: string): void {
    meeting.textId ??= digits;
    if (!this.#byNumber.has(digits)) this.#remember(digits, meeting);
  }

  #remember(digits: string, meeting: Meeting): void {
    this.#byNumber.set(digits, meeting);
    this.#lengths.add(digits.length);
  }

  /** The meeting that has exactly this number. */
  withNumber(groups: readonly string[]): Meeting | null {
    for (const length of this.#lengths) {
      const digits = digitsFitting(groups, [length]);
      const meeting = digits === null ? undefined : this.#byNumber.get(digits);
      if (meeting !== undefined) return meeting;
    }
    return null;
  }

  /** The first meeting of this product, in reading order. */
  firstOf(service: Service): Meeting | null {
    return this.#firsts.get(service.family ?? service.id) ?? null;
  }

  #get(service: Service, key: string, linkId: string | null, place: Standing): Meeting {
    const full = `${service.family ?? service.id} ${key}`;
    const known = this.#byKey.get(full);
    if (known !== undefined) return this.#improve(known, place);
    const blank = { textId: null, passcode: null, phoneCode: null, entries: [] };
    const meeting: Meeting = { ...blank, service, linkId, standing: place };
    this.#byKey.set(full, meeting);
    const product = service.family ?? service.id;
    if (!this.#firsts.has(product)) this.#firsts.set(product, meeting);
    this.all.push(meeting);
    return meeting;
  }

  #improve(meeting: Meeting, place: Standing): Meeting {
    if (compareStanding(place, meeting.standing) < 0) meeting.standing = place;
    return meeting;
  }
}

/** True when a number from the text is still wanted: the link has none, or only a name. */
export function wantsNumber(meeting: Meeting): boolean {
  return meeting.service.idDigits.length > 0 && meeting.textId === null && !isNumber(meeting.linkId);
}

function isNumber(text: string | null): text is string {
  return text !== null && /^\d+$/.test(text);
}

/** Negative when the first place speaks louder. */
export function compareStanding(one: Standing, other: Standing): number {
  return (
    one.source - other.source ||
    one.age - other.age ||
    one.hinted - other.hinted ||
    one.weak - other.weak ||
    one.sort - other.sort ||
    one.order - other.order
  );
}

/** The entry to open: for participants, with its token, not outdated; then the one that stands best. */
export function bestEntry(meeting: Meeting): Entry | null {
  const order = (one: Entry, other: Entry) =>
    Number(one.stale) - Number(other.stale) ||
    Number(one.rank === 2) - Number(other.rank === 2) ||
    Number(other.token) - Number(one.token) ||
    one.rank - other.rank ||
    compareStanding(one.place, other.place);
  return meeting.entries.filter(({ url }) => url !== null).sort(order)[0] ?? null;
}
