import { unspacedLetter } from "./characters.ts";

/**
 * A script without blanks ends an address, except where a path segment or the fragment starts with it (a Jitsi room may
 * be called 定例会). Letters with accents are part of it. In the host nothing is cut: a host is taken whole or not at all.
 */
export function cutAtUnspaced(address: string): string {
  if (!unspacedLetter.test(address)) return address;
  const hostEnd = address.search(/(?<=[^:/\\])[/\\?#]/);
  for (let at = Math.max(0, hostEnd); at < address.length && hostEnd >= 0; at++) {
    if (!unspacedLetter.test(address[at] ?? "")) continue;
    if (!/[/#]/.test(address[at - 1] ?? "")) return address.slice(0, at);
    // A name that starts in such a script goes on to its end.
    const next = address.slice(at).search(/[/?#]/);
    if (next < 0) return address;
    at += next;
  }
  return address;
}

/** Cuts where a list goes on with a label: `…?pwd=a.1,Passcode:519044`. Not before a scheme: that may be a parameter. */
export function cutAtLabel(address: string): string {
  const label = /[,;](?=(?!https?:)\p{L}[\p{L} ]{1,20}[:：])/iu.exec(address);
  return label === null ? address : address.slice(0, label.index);
}

/** Cuts before a second address glued to the first, where the first is on a host of meetings. */
export function cutAtSecond(address: string, isMeetingHost: (address: string) => boolean): string {
  const second = /(?<=[\w).\]])https?:\/\//i.exec(address.slice(8));
  if (second === null) return address;
  const first = address.slice(0, second.index + 8);
  return isMeetingHost(first) ? first : address;
}

/** Takes off what belongs to the sentence: punctuation, a bracket opened outside, the host that a gateway adds: `[zoom.us]`. */
export function trimEnd(text: string): string {
  const address = text.replace(/(?<=.)[[(](?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}[\])][.,;]?$/i, "");
  let end = address.length;
  while (end > 0) {
    const last = address[end - 1] ?? "";
    const unopened =
      (last === ")" && !balanced(address, end, "(", ")")) || (last === "]" && !balanced(address, end, "[", "]"));
    if (!unopened && !/[.,;:!?'*\\]/.test(last)) break;
    end -= 1;
  }
  return address.slice(0, end);
}

function balanced(address: string, end: number, open: string, close: string): boolean {
  if (end < address.length - 40) return true;
  const part = address.slice(0, end);
  return part.split(open).length >= part.split(close).length;
}
