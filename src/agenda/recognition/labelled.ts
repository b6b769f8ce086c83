import { isForeign, phoneContext } from "./label-contexts.ts";
import { accessCodeWords, idWords, passcodeWords, pinWords, wordsPattern } from "./label-words.ts";
import { type Mention, mentionsIn } from "./mentions.ts";
import { type GroupedNumber, readNumber } from "./number-groups.ts";
import { readPasscode } from "./passcode-value.ts";

interface LabelledId {
  kind: "id";
  at: number;
  end: number;
  groups: string[];
  /** The service that the label names. */
  hint: string | null;
  /** It is the telephone conference's. */
  phone: boolean;
  /** The name of the service is the only label. */
  tag: boolean;
}

interface LabelledCode {
  kind: "code";
  at: number;
  end: number;
  code: string;
  sort: "passcode" | "access" | "pin";
  hint: string | null;
  /** The label says that it is for telephones or room systems. */
  phone: boolean;
  /** The label says that it is the meeting's. */
  own: boolean;
}

/** A number or code with its label, as it stands in a line. */
export type Labelled = LabelledId | LabelledCode;

/** Stands for addresses in a line that is searched for labels. */
export const masked = "\ue010";

const label = new RegExp(
  `(?<id>${wordsPattern(idWords)}|^\\W{0,4}id(?= ?[:：]))|(?<access>${wordsPattern(accessCodeWords)})|` +
    `(?<passcode>${wordsPattern(passcodeWords)})|(?<pin>${wordsPattern(pinWords)})`,
  "giu",
);

/** Words that people put between label and colon, when the code is still that of the meeting. */
const aside =
  "(?: (?:has )?changed(?: to)?| updated| is now| now| for (?:the |this |today['’]s |our )?(?:meeting|call|session|zoom|teams|webex|today)| to join(?: the meeting)?| neu| geändert| für (?:das|die|heute)(?: meeting| besprechung)?)?";

/** Between a label and its value: a remark in brackets, a colon or its like, emphasis, the mark of a link. */
const joint = new RegExp(
  `${aside}[*_ \\t]{0,20}(?:\\ue000\\d+\\ue001 ?)?(?:[([（]([^()[\\]（）]{0,60})[)\\]）])?[*_ \\t]{0,20}` +
    "([:：=|【「]|(?:is|ist|lautet|est|es|è|é|är|er|este)(?=[ :：])|为|為|是|は)?[:：]?" +
    "[*_ \\t]{0,20}(?:\\ue000\\d+\\ue001){0,3}[*_ \\t]{0,20}[“„«‘「『【`]?",
  "iuy",
);

/** A label that says it is the meeting's: no recording and no network can claim its code. */
const meetingsOwn = /meeting|besprechung|r[ée]union|reuni|webinar|(?<!\p{L})join|会议|會議|入会|ミーティング|회의/iu;

/**
 * Finds the numbers and codes of a line with their labels, in order. `next` is the following line: a label at the end of a
 * line has its value there. Addresses in the line are masked.
 */
export function labelledIn(line: string, next: string, mentions: readonly Mention[]): Labelled[] {
  const found: Labelled[] = [];
  label.lastIndex = 0;
  for (let match = label.exec(line); match !== null; match = label.exec(line)) {
    const from = windowStart(line, match.index, found.at(-1)?.end ?? 0);
    const item = readLabelled(line, next, match, line.slice(from, match.index));
    if (item === null) continue;
    found.push(item);
    label.lastIndex = Math.max(item.end, match.index + match[0].length);
  }
  return withTags(line, found, mentions);
}

function readLabelled(line: string, next: string, match: RegExpExecArray, before: string): Labelled | null {
  joint.lastIndex = match.index + match[0].length;
  const [between = "", remark = "", sign] = joint.exec(line) ?? [];
  // Columns of a table are a mark, too.
  const mark = sign ?? (between.includes("\t") ? "\t" : undefined);
  const start = joint.lastIndex;
  const label = { at: match.index, before: before + match[0], remark };
  const wrapped = start >= line.trimEnd().length && (mark !== undefined || line.trim() === match[0].trim());
  const place = wrapped ? nextValue(next) : { text: line, at: start };
  if (place === null) return null;
  const item = match.groups?.id === undefined ? codeAt(place, label, match, mark) : idAt(place, label);
  return item === null || !wrapped ? item : { ...item, end: line.length };
}

interface Place {
  text: string;
  at: number;
}

interface LabelText {
  at: number;
  before: string;
  remark: string;
}

/** A value alone on the next line. */
function nextValue(next: string): Place | null {
  const at = next.search(/[^\s*_]/);
  return at >= 0 && /^[\s*_]*(?:\S+|\d[\d -]{5,30}#?)\s*$/.test(next) ? { text: next, at } : null;
}

function idAt({ text, at }: Place, label: LabelText): Labelled | null {
  const number = readNumber(text, at);
  if (number === null || number.groups.join("").length < 6) return null;
  const near = label.before.slice(-40);
  const phone = number.forPhone || phoneContext.test(near) || phoneContext.test(label.remark);
  return { kind: "id", at: label.at, end: number.end, groups: number.groups, hint: hintIn(near), phone, tag: false };
}

function codeAt(place: Place, label: LabelText, match: RegExpExecArray, mark: string | undefined): Labelled | null {
  const sort = sortOf(match);
  const context = label.before.slice(-80);
  if (isForeign(context.slice(0, -match[0].length)) || isForeign(match[0]) || isForeign(label.remark)) return null;
  // A number in groups behind "access code" or 口令 is an id: keep it whole.
  const number = sort === "passcode" ? null : readNumber(place.text, place.at);
  const grouped = number !== null && number.groups.length > 1;
  const read = grouped ? wholeNumber(number) : readPasscode(place.text, place.at, { marked: mark !== undefined });
  if (read === null) return null;
  const phone = phoneContext.test(context) || phoneContext.test(label.remark) || remarkAfter(place.text, read.end);
  const own = meetingsOwn.test(context.slice(-24));
  return { kind: "code", at: label.at, ...read, sort, phone, own, hint: hintIn(context) };
}

function sortOf({ groups, 0: text }: RegExpExecArray): "passcode" | "access" | "pin" {
  if (groups?.pin !== undefined) return "pin";
  return groups?.access !== undefined || text === "口令" ? "access" : "passcode";
}

function wholeNumber({ groups, end }: GroupedNumber): { code: string; end: number } {
  return { code: groups.join(""), end };
}

/** `519044 (phone)`, `abc for the recording`. */
function remarkAfter(text: string, end: number): boolean {
  const remark = /^ ?[(（]([^()（）\d]{1,40})[)）]|^ for (?:the )?(\w{3,12})/.exec(text.slice(end, end + 50));
  const words = remark?.[1] ?? remark?.[2] ?? "";
  return phoneContext.test(words) || isForeign(words);
}

function hintIn(text: string): string | null {
  return mentionsIn(text).at(-1)?.serviceId ?? null;
}

/** What stands before a label and belongs to it: back to the sentence, the link or the value before it. */
function windowStart(line: string, at: number, previousEnd: number): number {
  const from = Math.max(previousEnd, at - 160);
  for (let before = at - 1; before >= from; before--) {
    const character = line[before] ?? "";
    if (/[。；！？\t\ue001\ue010]/.test(character)) return before + 1;
    if (/[.;!?|]/.test(character) && /\s/.test(line[before + 1] ?? "")) return before + 1;
  }
  return from;
}

/** `#腾讯会议：418-207-936`, `Zoom: 864 1352 0977`: the name of the service is the label. */
function withTags(line: string, found: Labelled[], mentions: readonly Mention[]): Labelled[] {
  const tags: Labelled[] = [];
  let next = 0;
  for (const mention of mentions) {
    const tag = tagAt(line, mention);
    while (next < found.length && (found[next]?.end ?? 0) <= mention.at) next += 1;
    const overlaps = tag !== null && (found[next]?.at ?? Number.POSITIVE_INFINITY) < tag.end;
    if (tag !== null && !overlaps) tags.push(tag);
  }
  return tags.length === 0 ? found : [...found, ...tags].sort((a, b) => a.at - b.at);
}

function tagAt(line: string, { serviceId, at, end }: Mention): Labelled | null {
  const between = /^(?:[ -]?(?:meeting|会议|會議|call|id)){0,2} {0,3}([:：#])? {0,3}/i.exec(line.slice(end, end + 40));
  const number = readNumber(line, end + (between?.[0].length ?? 0));
  if (number === null || number.groups.join("").length < 9) return null;
  if (between?.[1] === undefined && number.groups.length === 1) return null;
  const { groups, forPhone } = number;
  return { kind: "id", at, end: number.end, groups, hint: serviceId, phone: forPhone, tag: line[at - 1] !== "#" };
}
