import type { JoinTarget } from "../../domain/booking.ts";
import { parseAddress } from "./address.ts";
import { assign } from "./assign.ts";
import { type RawText, textsOf } from "./booking-texts.ts";
import { type Catalog, catalogOf } from "./catalog.ts";
import { linkReader } from "./meeting-link.ts";
import {
  bestEntry,
  compareStanding,
  type Meeting,
  Meetings,
  type Standing,
  sameProduct,
  serviceOf,
} from "./meetings.ts";
import { mentionsIn } from "./mentions.ts";
import { withoutStruck } from "./struck.ts";
import { maxTextLength, readText } from "./text.ts";
import type { ReadText } from "./token-blocks.ts";
import { tokensIn } from "./tokens.ts";
import type { BookingText, Recognition, RecognitionSettings } from "./types.ts";

const maxAlso = 20;

/**
 * Finds the meetings of a booking. Pure and total: whatever comes in, it answers and never throws; the time grows with the
 * length of the texts, not faster. Structured properties are believed first, then location, title and body.
 */
export function recognise(booking: BookingText, settings: RecognitionSettings = {}): Recognition {
  const texts = typeof booking === "object" && booking !== null ? textsOf(booking) : [];
  const meetings = meetingsIn(texts, catalogOf(safeSettings(settings)));
  const targets = meetings.sort((a, b) => compareStanding(a.standing, b.standing)).map(joinTarget);
  return { best: targets[0] ?? null, also: targets.slice(1, maxAlso + 1) };
}

/** The meeting behind what somebody typed or pasted on the panel: a link, wrapped or not, or a whole invitation. */
export function recogniseLink(text: string, settings: RecognitionSettings = {}): JoinTarget | null {
  return typeof text === "string" ? recognise({ description: text.trim().slice(0, 65_536) }, settings).best : null;
}

function safeSettings(settings: RecognitionSettings): RecognitionSettings {
  const { adminHosts, rules } = settings ?? {};
  const hosts = typeof adminHosts === "object" && adminHosts !== null ? adminHosts : {};
  return { adminHosts: hosts, rules: rules ?? [] };
}

function meetingsIn(texts: readonly RawText[], catalog: Catalog): Meeting[] {
  const meaningOf = linkReader(catalog);
  const isMeetingHost = (text: string) => {
    const address = parseAddress(text);
    return address !== null && catalog.knows(address);
  };
  let left = maxTextLength;
  const read = texts.map(({ source, text, html }, order) => {
    const part = text.slice(0, left);
    left -= part.length;
    return { source, order, ...readText(part, html) };
  });
  const cleaned = withoutStruck(read);
  const tokens: ReadText[] = cleaned.map((text) => ({ ...text, tokens: tokensIn(text, { meaningOf, isMeetingHost }) }));
  const meetings = new Meetings();
  const named = namedServices(texts);
  let order = 0;
  const standing = (text: ReadText, age: number, sort: Standing["sort"], service: Meeting["service"]): Standing => {
    const other =
      text.source === 3 && named.length > 0 && !named.some((id) => sameProduct(serviceOf(id) ?? service, service));
    return { source: text.source, age, hinted: other ? 1 : 0, weak: 0, sort, order: order++ };
  };
  assign(tokens, meetings, { standing, named });
  return meetings.all;
}

/** What location, else title, call the meeting: "Microsoft Teams Meeting". */
function namedServices(texts: readonly RawText[]): string[] {
  for (const source of [1, 2]) {
    const names = texts.filter((text) => text.source === source).flatMap(({ text }) => mentionsIn(text.slice(0, 2000)));
    if (names.length > 0) return [...new Set(names.map(({ serviceId }) => serviceId))];
  }
  return [];
}

function joinTarget(meeting: Meeting): JoinTarget {
  const { service, linkId, textId, passcode, phoneCode } = meeting;
  const entry = bestEntry(meeting);
  return {
    service: service.id,
    meetingId: textId ?? linkId,
    passcode: passcode ?? (entry?.token === true ? null : phoneCode),
    url: entry?.url ?? null,
    native: service.native,
  };
}
