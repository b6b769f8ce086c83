import { addCodes } from "./assign-codes.ts";
import {
  compareStanding,
  type Meeting,
  type Meetings,
  type Standing,
  sameProduct,
  serviceOf,
  wantsNumber,
} from "./meetings.ts";
import { digitsFitting, looksLikeMobile } from "./number-groups.ts";
import type { Service } from "./services/service.ts";
import {
  type Block,
  blocksOf,
  type CodeToken,
  type IdToken,
  neighbours,
  type Owner,
  type ReadText,
} from "./token-blocks.ts";

export interface AssignOptions {
  standing(text: ReadText, age: number, sort: Standing["sort"], service: Service): Standing;
  /** Services named in location and title: a number without link belongs to one of them. */
  named: readonly string[];
}

/**
 * Finds whose every number and code is. Links first, then numbers (they tell meetings apart), then codes: each belongs to
 * the meeting that stands next before it in its paragraph, else next after, else in its message. Nothing crosses from one
 * message of a forwarded chain to another, except what carries the meeting's own number.
 */
export function assign(texts: readonly ReadText[], meetings: Meetings, options: AssignOptions): void {
  const blocks = texts.flatMap(blocksOf);
  for (const block of blocks) addLinks(block, meetings, options);
  const wanting = ranked(meetings).filter(wantsNumber).slice(0, maxWanting);
  for (const block of blocks) addNumbers(block, meetings, wanting, options);
  for (const block of blocks) addDials(block, meetings, options);
  const best = ranked(meetings).find(({ service }) => service.takesPasscode !== false);
  for (const block of blocks) addCodes(block, meetings, best);
}

/** Nobody has more meetings without number in one booking; a hostile text must not make this search long. */
const maxWanting = 50;

function ranked(meetings: Meetings): Meeting[] {
  return [...meetings.all].sort((a, b) => compareStanding(a.standing, b.standing));
}

function addLinks({ text, tokens, owners }: Block, meetings: Meetings, { standing }: AssignOptions): void {
  tokens.forEach((token, index) => {
    if (token.kind !== "link") return;
    const place = standing(text, token.age, 0, token.link.service);
    const weak = token.stale || token.forHost || token.link.form.rank === 2;
    owners[index] = meetings.addLink(token.link, token, { ...place, weak: weak ? 1 : 0 });
  });
}

/** After the numbers: the video address of a web meeting carries its number, and is no meeting of its own. */
function addDials({ text, tokens, owners }: Block, meetings: Meetings, { standing }: AssignOptions): void {
  tokens.forEach((token, index) => {
    const service = token.kind === "dial" ? serviceOf(token.dial.service) : null;
    if (token.kind !== "dial" || service === null) return;
    owners[index] = meetings.addDial(token.dial, standing(text, token.age, 2, service));
  });
}

function addNumbers(block: Block, meetings: Meetings, wanting: readonly Meeting[], options: AssignOptions): void {
  const { tokens, owners, text } = block;
  // A number in a message with links belongs to one of them, never to a link elsewhere.
  const elsewhere = block.overtaken || owners.some((owner) => owner !== undefined) ? [] : wanting;
  const around = neighbours(block, (index) => tokens[index]?.kind === "link");
  tokens.forEach((token, index) => {
    if (token.kind === "code") owners[index] = addAccessCode(token, index, block, meetings, options);
    if (token.kind !== "id") return;
    const known = meetings.withNumber(token.groups);
    const meeting = known ?? wantingMeeting(token, [...around(index), ...elsewhere]);
    if (meeting !== null) {
      const digits = digitsFitting(token.groups, meeting.service.idDigits);
      if (known === null && digits !== null) meetings.setNumber(meeting, digits);
      owners[index] = meeting;
      return;
    }
    const service = token.phone || token.inPhonePart ? null : serviceFor(token, index, block, options);
    const digits = service === null ? null : digitsFitting(token.groups, service.idDigits);
    const found = service !== null && digits !== null;
    owners[index] = found ? meetings.addNumber(service, digits, options.standing(text, token.age, 1, service)) : null;
  });
}

/** "GoTo Meeting, access code: 123-456-789" without a link: the code is the meeting's number. */
function addAccessCode(
  token: CodeToken,
  index: number,
  block: Block,
  meetings: Meetings,
  options: AssignOptions,
): Owner {
  if (token.sort !== "access" || token.phone || token.inPhonePart || !/^\d+$/.test(token.code)) return undefined;
  if (index > 500 || block.owners.some((owner) => owner !== undefined)) return undefined;
  const number: IdToken = { ...token, kind: "id", groups: [token.code], tag: true };
  const service = serviceFor(number, index, block, options);
  if (service?.accessCodeIsId !== true) return undefined;
  return meetings.addNumber(service, token.code, options.standing(block.text, token.age, 1, service));
}

/** The first of these meetings that still wants a number, and whose service has such numbers. */
function wantingMeeting(token: IdToken, near: readonly Owner[]): Meeting | null {
  if (token.phone) return null;
  const suits = (meeting: Owner) =>
    meeting !== null && meeting !== undefined && wantsNumber(meeting) && fits(token, meeting.service);
  return near.find(suits) ?? null;
}

function fits(token: IdToken, service: Service): boolean {
  const hint = serviceOf(token.hint);
  if (hint !== null && !sameProduct(hint, service)) return false;
  return digitsFitting(token.groups, service.idDigits) !== null;
}

/** Which service a number without link belongs to: its label, the name nearest before it, the one of location or title. */
function serviceFor(token: IdToken, index: number, { tokens }: Block, { named }: AssignOptions): Service | null {
  if (token.tag && looksLikeMobile(token.groups)) return null;
  const before = tokens.slice(Math.max(0, index - 60), index).filter((one) => one.kind === "mention");
  const after = tokens.slice(index + 1, index + 20).filter((one) => one.kind === "mention");
  const names = [
    token.hint,
    ...before.map((one) => one.serviceId).reverse(),
    ...named,
    ...after.map((one) => one.serviceId),
  ];
  for (const name of names) {
    const service = serviceOf(name);
    if (service !== null && service.idDigits.length > 0)
      return fits({ ...token, hint: null }, service) ? service : null;
  }
  return null;
}
