/** Tokens (JWT), URL queries, fragments and credentials: never in logs, states or problems. */
const patterns: [RegExp, string][] = [
  [/eyJ[\w-]{5,}(?:\.[\w-]*){0,2}/g, "[token]"],
  [/([?&](?:access_token|token|pwd|p|pw|tk|secret|key|signature|sig)=)[^&\s"']+/gi, "$1[secret]"],
  [/(\b[a-z][a-z0-9+.-]{1,15}:\/\/)[^\s/@:]{1,200}:[^\s/@]{1,200}@/gi, "$1[secret]@"],
  [/(https?:\/\/[^\s#"']{1,2000})#[^\s"']+/gi, "$1#[secret]"],
];

/** Cuts secrets out of a text and bounds its length (servers answer with whole pages). */
export function redact(text: string, maxLength = 2000): string {
  let clean = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
  for (const [pattern, replacement] of patterns) clean = clean.replace(pattern, replacement);
  return clean;
}
