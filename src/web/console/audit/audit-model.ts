/** A detail of an entry as `name: value`, one a line; lists and objects as JSON. */
export function detailLines(detail: Record<string, unknown>): [string, string][] {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => [name, typeof value === "object" ? JSON.stringify(value) : String(value)]);
}

/** Who it was when no name is known any more: `person:person-x` is `person-x`. */
export const idOf = (actor: string): string => actor.replace(/^(person|key|room):/, "");

/** Where a subject can be looked at; null: nowhere. */
export function addressOf(subject: string): string | null {
  if (subject.startsWith("room-")) return `/rooms/${encodeURIComponent(subject)}`;
  if (subject.startsWith("rollout-")) return `/roll-outs/${encodeURIComponent(subject)}`;
  return null;
}
