import { percentDecode, rawParameter } from "./address.ts";

const base64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * Undoes Proofpoint's "URL Defense", versions 1 to 3 (format: the decoder Proofpoint publishes for its customers).
 * Version 2 writes `-` for `%` and `_` for `/`. Version 3 leaves the address in clear and replaces characters it does
 * not like by `*` (one) or `**x` (a run, its length in `x`), their originals following as base64.
 */
export function unwrapProofpoint(url: URL): string | null {
  const path = url.pathname;
  if (path.startsWith("/v1/")) return decoded(rawParameter(url, "u"));
  if (path.startsWith("/v2/"))
    return decoded(rawParameter(url, "u")?.replaceAll("-", "%").replaceAll("_", "/") ?? null);
  if (path.startsWith("/v3/__")) return decodeVersion3(url.pathname.slice("/v3/__".length) + url.search + url.hash);
  return null;
}

function decoded(value: string | null): string | null {
  return value === null ? null : percentDecode(value);
}

function decodeVersion3(text: string): string | null {
  const end = text.indexOf("__;");
  if (end < 0) return null;
  const rest = text.slice(end + 3);
  const originals = decodeBase64(rest.slice(0, Math.max(0, rest.indexOf("!"))));
  let at = 0;
  const take = (count: number): string => {
    const taken = originals.slice(at, at + count);
    at += count;
    return taken.join("");
  };
  const clear = text.slice(0, end).replace(/\*(?:\*(.))?/g, (_match, run: string | undefined) => {
    return take(run === undefined ? 1 : Math.max(0, base64Url.indexOf(run)) + 2);
  });
  // Some mail programs collapse the double slash, some encode the address once more.
  const address = /^https?%3a/i.test(clear) ? percentDecode(clear) : clear;
  return address.replace(/^(https?):\/(?!\/)/i, "$1://");
}

function decodeBase64(text: string): string[] {
  return [...Buffer.from(text, "base64url").toString("utf8")];
}
