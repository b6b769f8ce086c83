import { laSuiteSlug } from "./services/la-suite-meet.ts";

export interface NativeLink {
  service: string;
  origin: string;
  /** Name as the service's API takes it. */
  room: string;
  passphrase: string | null;
}

/** Takes a native meeting link apart. Null when it has not the form of its service. */
export function parseNativeLink(link: string, service: string): NativeLink | null {
  const url = URL.parse(link);
  if (url === null) return null;
  const [first, second] = url.pathname.split("/").slice(1);
  if (service === "la-suite-meet") {
    const slug = laSuiteSlug.exec(first ?? "");
    if (slug === null) return null;
    return { service, origin: url.origin, room: slug.slice(1, 4).join("-").toLowerCase(), passphrase: null };
  }
  const room = first === "rooms" ? second : first;
  if (room === undefined || room === "") return null;
  return { service, origin: url.origin, room, passphrase: passphraseOf(url.hash) };
}

/** LiveKit Meet's web page decodes the fragment twice. */
function passphraseOf(hash: string): string | null {
  if (hash.length < 2) return null;
  try {
    return decodeURIComponent(decodeURIComponent(hash.slice(1)));
  } catch {
    return hash.slice(1);
  }
}
