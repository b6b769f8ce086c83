const longest = 160;

/** What an entry holds as names and values; lists and objects as JSON, what is long only with its beginning (the export has all). */
export function detailLines(detail: Record<string, unknown>): [string, string][] {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => [name, shortened(typeof value === "object" ? JSON.stringify(value) : String(value))]);
}

const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

/** Who it was when no name is known any more: `person:person-x` is `person-x`. */
export const idOf = (actor: string): string => actor.replace(/^(person|key|room):/, "");

/** Where a subject can be looked at; null: nowhere. */
export function addressOf(subject: string): string | null {
  if (subject.startsWith("room-")) return `/rooms/${encodeURIComponent(subject)}`;
  if (subject.startsWith("rollout-")) return `/roll-outs/${encodeURIComponent(subject)}`;
  return null;
}
