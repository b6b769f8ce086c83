import { parseAddress, type WebAddress } from "./address.ts";
import { cutAtSecond, cutAtUnspaced } from "./address-tail.ts";
import type { Catalog, FoundForm } from "./catalog.ts";
import { hintedHost, unwrap } from "./wrappers.ts";

/** A link of the booking that opens a meeting. */
export interface MeetingLink extends FoundForm {
  address: WebAddress;
}

/** What a link turned out to be. */
export type LinkMeaning =
  | { kind: "meeting"; link: MeetingLink }
  /** A recording or its like: a passcode after it is its own. */
  | { kind: "recording" }
  /** Any other page; `hint` is the service that an unreadable wrapper names. */
  | { kind: "page"; hint: string | null };

const recordingPath =
  /\/(?:rec|recs|recording|recordings|recordingservice|records?|playback|replay|recap|minutes|meetingrecap|cw|crm|ctm|ct|cloud-record|clips?|vod|watch|video)(?:\/|$)|[lr]sr\.php|ldr\.php/i;

/** Tells what an address is; remembers, because invitations repeat their link. */
export function linkReader(catalog: Catalog): (text: string) => LinkMeaning {
  const known = new Map<string, LinkMeaning>();
  return (text) => {
    const meaning = known.get(text) ?? meaningOf(text, catalog);
    known.set(text, meaning);
    return meaning;
  };
}

const closing = /[\u2018-\u201f\u00ab\u00bb\u2026\u3000-\u303f\uff00-\uff65].*$/s;

function meaningOf(text: string, catalog: Catalog): LinkMeaning {
  const address = unwrap(text);
  if (address === null) return { kind: "page", hint: null };
  for (const variant of variantsOf(address, catalog)) {
    const found = catalog.find(variant);
    if (found !== null) return { kind: "meeting", link: { ...found, address: variant } };
  }
  if (recordingPath.test(address.url.pathname)) return { kind: "recording" };
  const hinted = hintedHost(address.url);
  return { kind: "page", hint: hinted === null ? null : (catalog.serviceOfHost(hinted)?.id ?? null) };
}

/**
 * The address, first without what a list or a sentence hung on it: `…;Room Oak`, `…/j/86413520977Meeting ID`. Only on
 * hosts of meetings, where these characters do not occur before the fragment.
 */
function variantsOf(address: WebAddress, catalog: Catalog): WebAddress[] {
  if (!catalog.knows(address)) return [];
  const { written } = address;
  // Programs that make links of texts take closing quotes and the text behind along.
  const text = cutAtUnspaced(cutAtSecond(written, () => true)).replace(closing, "");
  const cuts = [
    /^https:\/\/[^#{]*?(?=[;,[])/.exec(text)?.[0],
    text,
    written,
    /^https:\/\/[^?#]*\/\d{9,}(?=[A-Za-z])/.exec(written)?.[0],
  ];
  return cuts.flatMap((cut) => {
    const parsed = cut === undefined ? null : cut === written ? address : parseAddress(cut);
    return parsed === null ? [] : [parsed];
  });
}
