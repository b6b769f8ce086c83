/** A SIP or H.323 address: what is dialled, without scheme and parameters. */
export interface DialAddress {
  service: "sip" | "h323";
  address: string;
}

const host = String.raw`(?:[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9-]{1,63}){1,8}|\[[0-9a-f:.]{3,45}\])(?::\d{1,5})?`;
const sipAddress = new RegExp(String.raw`^[\w.!~*'()&=+$%/#-]{1,120}@${host}$`, "i");
const h323Address = new RegExp(String.raw`^(?:[\w.!~*'()&=+$%/#-]{1,120}@)?${host}(?:#{1,2}[\w*#-]{1,60})?$`, "i");

/**
 * Reads `sip:`, `sips:` and `h323:` addresses (RFC 3261, RFC 3508). A password before the `@` and telephone numbers in
 * disguise (`;user=phone`) are refused.
 */
export function parseDialAddress(text: string): DialAddress | null {
  const match = /^(sips?|h323):([^\s;?,<>"]{3,300})([^\s]*)$/i.exec(text.trim());
  if (match === null || /user=phone/i.test(match[3] ?? "")) return null;
  const service = match[1]?.toLowerCase() === "h323" ? "h323" : "sip";
  const address = match[2] ?? "";
  return (service === "h323" ? h323Address : sipAddress).test(address) ? { service, address } : null;
}

/** `user@host` without scheme, as it stands after a label like "Video:". */
export function parseBareAddress(text: string): DialAddress | null {
  return sipAddress.test(text) ? { service: "sip", address: text } : null;
}
