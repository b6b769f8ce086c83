import { placeLines } from "./blocks.ts";
import { type DialAddress, parseBareAddress, parseDialAddress } from "./dial-address.ts";
import type { HtmlText } from "./html-text.ts";
import { otherThing, phoneHeading, phoneLine } from "./label-contexts.ts";
import { type Labelled, labelledIn, masked } from "./labelled.ts";
import { type LinkSpan, linkSpans } from "./link-spans.ts";
import type { LinkMeaning, MeetingLink } from "./meeting-link.ts";
import { mentionsIn } from "./mentions.ts";

/** Where in a text something stands. */
export interface Place {
  line: number;
  paragraph: number;
  age: number;
}

/** What a text says about meetings, in reading order. */
export type Token = Place &
  (
    | { kind: "link"; link: MeetingLink; forHost: boolean; stale: boolean }
    | { kind: "dial"; dial: DialAddress }
    /** A link to something else. A recording claims the code that follows. */
    | { kind: "page"; recording: boolean }
    /** A Wi-Fi network, a door ...: claims the code that follows at once. */
    | { kind: "thing" }
    | { kind: "mention"; serviceId: string }
    /** `inPhonePart`: in the part for telephones and room systems. */
    | (Extract<Labelled, { kind: "id" }> & { inPhonePart: boolean })
    | (Extract<Labelled, { kind: "code" }> & { inPhonePart: boolean })
  );

export interface LinkTools {
  meaningOf(text: string): LinkMeaning;
  isMeetingHost(address: string): boolean;
}

const host =
  "(?<!\\p{L})(?:hosts?|moderator\\p{L}*|organi[sz]er|presenter|panelist|veranstalter|gastgeber|animateur|modérateur|anfitrión)(?!\\p{L})";
/** "Host link:", "Host:" right before a link, "If you are the host, click here". "Host: Pat Example" names a person. */
const forHosts = new RegExp(
  `${host}(?:['’]s)?(?:[ -]{0,2}(?:link|url|room|zugang|access|login|start))?\\s*[:：–-]?\\s*[(<]?$|` +
    `(?:if you are|as) (?:a |the )?${host}|(?:start|host) link|(?:主持人|ホスト)[^。：:]{0,8}[:：]?\\s*$`,
  "iu",
);
const outdated =
  /(?:(?<!\p{L})(?:old|previous|former|cancel+ed|expired|outdated|obsolete|do not use|don't use|no longer|backup|fallback|alter link|veraltet|nicht mehr|ungültig|ancien(?:ne)?|annulé|obsoleto|anterior)(?!\p{L})|旧|舊|作废|已取消|已失效|备用|備用|無効).{0,30}$/iu;

/** Reads the lines of a text into tokens. */
export function tokensIn({ lines, hrefs }: HtmlText, tools: LinkTools): Token[] {
  const placed = placeLines(lines);
  const tokens: Token[] = [];
  let inPhonePart = false;
  placed.forEach(({ text, age, paragraph }, line) => {
    if (text.trim() === "") return;
    const place = { line, paragraph, age };
    const spans = linkSpans(text, hrefs, tools.isMeetingHost);
    const plain = mask(text, spans);
    const mentions = mentionsIn(plain);
    const labelled = labelledIn(plain, placed[line + 1]?.text ?? "", mentions);
    const lineBefore = placed[line - 1]?.text ?? "";
    const links = spans.map((span) => ({ at: span.start, token: linkToken(span, plain, lineBefore, place, tools) }));
    const isMeetingLine = links.some(({ token }) => token.kind === "link");
    inPhonePart = phonePart(inPhonePart, plain, labelled.length > 0, isMeetingLine);
    const dials = bareAddresses(text, plain, lineBefore, place);
    const others = mentions.map(({ at, serviceId }) => ({
      at,
      token: { kind: "mention", serviceId, ...place } as const,
    }));
    const things =
      otherThing.test(plain) && !isMeetingLine ? [{ at: -1, token: { kind: "thing", ...place } as const }] : [];
    const values = labelled.map((item) => ({ at: item.at, token: { ...item, ...place, inPhonePart } }));
    const all: { at: number; token: Token }[] = [...things, ...links, ...dials, ...others, ...values];
    for (const { token } of all.sort((a, b) => a.at - b.at)) tokens.push(token);
  });
  return tokens;
}

/** Addresses are not searched for labels: `?passcode=` in one is no label. Marks of links stay, their labels follow. */
function mask(text: string, spans: readonly LinkSpan[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, fromHref } of spans) {
    if (fromHref || start < at) continue;
    pieces.push(text.slice(at, start), masked.repeat(end - start));
    at = end;
  }
  return pieces.join("") + text.slice(at);
}

function linkToken(span: LinkSpan, plain: string, lineBefore: string, place: Place, tools: LinkTools): Token {
  const page = { kind: "page", recording: false, ...place } as const;
  if (span.kind === "other") return page;
  if (span.kind === "dial") {
    const dial = parseDialAddress(span.text);
    return dial === null ? page : { kind: "dial", dial, ...place };
  }
  const meaning = tools.meaningOf(span.text);
  if (meaning.kind === "recording") return { ...page, recording: true };
  if (meaning.kind === "page")
    return meaning.hint === null ? page : { kind: "mention", serviceId: meaning.hint, ...place };
  const before = wordsBefore(span, plain, lineBefore);
  return { kind: "link", link: meaning.link, forHost: forHosts.test(before), stale: outdated.test(before), ...place };
}

/** What a line says before a link; of a link alone on its line, the line above: "If you are the host, click here". */
function wordsBefore({ start }: LinkSpan, plain: string, lineBefore: string): string {
  // An address that is the label of a link has the words before that link.
  const before = plain.slice(Math.max(0, start - 60), start).replace(/\ue000\d+\ue001$/, "");
  const here = /[^\ue010\ue001]*$/.exec(before)?.[0] ?? "";
  const alone = !/[\p{L}\ue010]/u.test(plain.slice(0, start));
  return alone && !/https?:/i.test(lineBefore) ? lineBefore.slice(-80) : here;
}

/** Where the part for telephones begins (its headings and numbers) and ends (a meeting link, or any other prose). */
function phonePart(before: boolean, plain: string, hasValues: boolean, isMeetingLine: boolean): boolean {
  if (isMeetingLine) return false;
  if (phoneHeading.test(plain)) return true;
  return before && (hasValues || phoneLine.test(plain.slice(0, 200)));
}

const videoLabel =
  /(?:(?<!\p{L})(?:video(?:[- ]?(?:address|adresse|system|conference|conferencing|konferenz|call|dial|room|uri|link))?|visio(?:conférence)?|vidéo|sip(?:[- ]?(?:uri|address|adresse|dial|video))?|h\.?323|sip\/h\.?323|vc|dial(?:[- ]?(?:in|string))?)|视频(?:地址|会议地址)?|ビデオ(?:アドレス)?)\s?[:：]?\s?(?:dial |wählen sie |composez )?$/iu;
const bareAddress = /[\w.!~*'&=+$%/#-]{1,120}@[a-z0-9-]+(?:\.[a-z0-9-]+){1,8}/gi;

/** `Video: board@vc.example.com`; below "Join by SIP", the address alone. A mail address without such a label is nothing. */
function bareAddresses(text: string, plain: string, lineBefore: string, place: Place): { at: number; token: Token }[] {
  if (!plain.includes("@")) return [];
  const below =
    /join (?:by|from|using) (?:an? )?(?:sip|video)|sip ?[:：]?\s*$/i.test(lineBefore) &&
    !/[\w.]{2,} [\w.]{2,}/.test(plain);
  return [...text.slice(0, 4000).matchAll(bareAddress)].flatMap((match) => {
    const at = match.index;
    if (plain[at] === masked) return [];
    const labelled = videoLabel.test(plain.slice(Math.max(0, at - 50), at)) || below;
    const dial = labelled ? parseBareAddress(match[0].replace(/[.'!]+$/, "")) : null;
    return dial === null ? [] : [{ at, token: { kind: "dial", dial, ...place } as const }];
  });
}
