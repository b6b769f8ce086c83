import { cutAtLabel, cutAtSecond, cutAtUnspaced, trimEnd } from "./address-tail.ts";
import { hrefClose, hrefOpen } from "./characters.ts";

/** A link in a line of text. */
export interface LinkSpan {
  start: number;
  end: number;
  /** The address as written, without what belongs to the sentence around it. */
  text: string;
  /** `dial`: sip or h323. `other`: an address that is never a meeting (unknown scheme, user name, link inside a link). */
  kind: "web" | "dial" | "other";
  /** It came from an `href`: its label follows as text. */
  fromHref: boolean;
}

/** What no address contains: blanks, quotes, brackets of the text, East Asian punctuation, our marks. */
const run = /[^\s<>"`{}|^\u2018-\u201f\u00ab\u00bb\u2022\u2026\u3000-\u303f\uff00-\uff65\ue000-\uf8ff]+/g;
/** More links than any invitation has, and the longest piece of text looked at for one: hostile texts must cost nothing. */
const maxLinks = 2000;
const maxRunLength = 20_000;
const hrefMark = new RegExp(`${hrefOpen}(\\d+)${hrefClose}`, "g");

/**
 * Schemes under which a link is no meeting link even when `https:` follows. Any other word with a colon is a label
 * ("Link:https://…").
 */
const foreignScheme =
  /(?:^|[^a-z0-9])(?:javascript|vbscript|data|mailto|view-source|blob|filesystem|file|ftp|sftp|intent|about|jar|resource|feed|sms|smsto|tel|callto|conf|xmpp|webcal|chrome|msteams|zoommtg|zoomus|zoomphonecall|wemeet|webexteams|wbx)\s*:/i;

/**
 * Finds the addresses in a line. `isMeetingHost` tells where a second address glued to the first is one of the booking
 * (a program lost the blank between two links) and where it is only a parameter of somebody else's page.
 */
export function linkSpans(
  line: string,
  hrefs: readonly string[],
  isMeetingHost: (address: string) => boolean,
): LinkSpan[] {
  const spans: LinkSpan[] = [];
  hrefMark.lastIndex = 0;
  for (let match = hrefMark.exec(line); match !== null && hrefs.length > 0; match = hrefMark.exec(line)) {
    const text = hrefs[Number(match[1])] ?? "";
    const start = match.index;
    spans.push({ start, end: start + match[0].length, text, kind: kindOfHref(text), fromHref: true });
  }
  run.lastIndex = 0;
  for (let match = run.exec(line); match !== null; match = run.exec(line)) {
    // A link needs a slash, an address to dial a colon.
    if (!/[/:]/.test(match[0])) continue;
    let from = 0;
    const whole = withRawContext(match[0].slice(0, maxRunLength), line, match.index);
    while (from < whole.length && spans.length < maxLinks) {
      const span = nextAddress(whole, from, isMeetingHost);
      if (span === null) break;
      spans.push({ ...span, start: match.index + span.start, end: match.index + span.end, fromHref: false });
      from = span.end;
    }
  }
  return spans.sort((a, b) => a.start - b.start);
}

function kindOfHref(text: string): LinkSpan["kind"] {
  if (/^(?:sips?|h323):/i.test(text)) return "dial";
  return /^https?:/i.test(text) || hostStart.test(text) ? "web" : "other";
}

/** A gateway that decodes a Teams link leaves `?context={"Tid":"…"}` bare: quotes and braces belong to it. */
function withRawContext(text: string, line: string, at: number): string {
  const next = at + text.length;
  if (!text.endsWith("context=") || line[next] !== "{") return text;
  return text + (/^\{[^\s{}<>]{1,300}\}/.exec(line.slice(next, next + 310))?.[0] ?? "");
}

type Found = Omit<LinkSpan, "fromHref">;

function nextAddress(text: string, from: number, isMeetingHost: (address: string) => boolean): Found | null {
  const rest = from === 0 ? text : text.slice(from);
  const web = /https?:[/\\]/i.exec(rest);
  const dial = /(?<![a-z0-9+.-])(?:sips?|h323):(?=[^\s/])/i.exec(rest);
  if (web === null && dial === null) return addressWithoutScheme(rest, from, text.length);
  const isWeb = web !== null && (dial === null || web.index < dial.index);
  const at = (isWeb ? web.index : dial?.index) ?? 0;
  const before = rest.slice(0, at);
  const whole = { start: from, end: text.length, text: rest, kind: "other" } as const;
  if (foreignScheme.test(before) || looksLikeAddress(before)) return whole;
  const start = from + at;
  if (!isWeb) return { start, end: text.length, text: trimEnd(rest.slice(at)), kind: "dial" };
  const raw = cutAtUnspaced(cutAtLabel(cutAtSecond(rest.slice(at), isMeetingHost)));
  return { start, end: start + raw.length, text: trimEnd(raw), kind: "web" };
}

/** Something before the scheme that makes it a parameter, a path or a user name of another address. */
function looksLikeAddress(before: string): boolean {
  if (before === "" || before.endsWith("](")) return false;
  if (/[@\\]|:\/\//.test(before)) return true;
  return /[/?#&=%]/.test(before) && /[a-z0-9-]\.[a-z]{2}/i.test(before);
}

const hostStart = /^(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,8}[a-z]{2,24}(?::\d{1,5})?\//i;

/** `meet.google.com/abc-defg-hij`: only the first address of a run, and never inside a longer one. */
function addressWithoutScheme(rest: string, from: number, end: number): Found | null {
  if (!rest.includes("/")) return null;
  if (/[a-z][a-z0-9+.-]*:\/\//i.test(rest)) return { start: from, end, text: rest, kind: "other" };
  const bounded = /(?<![a-z0-9@.\-_/\\%=?&#+~$])(?:[a-z0-9][a-z0-9-]{0,62}\.){1,8}[a-z]{2,24}(?::\d{1,5})?\//i.exec(
    rest,
  );
  if (bounded === null) return null;
  const before = rest.slice(0, bounded.index);
  if (foreignScheme.test(before) || looksLikeAddress(before)) return { start: from, end, text: rest, kind: "other" };
  const raw = cutAtUnspaced(rest.slice(bounded.index));
  const start = from + bounded.index;
  return { start, end: start + raw.length, text: trimEnd(raw), kind: "web" };
}
