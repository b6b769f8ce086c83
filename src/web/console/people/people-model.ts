import type { ShownKey } from "../../../protocol/hub/shown-people.ts";

export const roles = ["owner", "administrator", "operator", "viewer", "partner"] as const;
export type Role = (typeof roles)[number];

/** Which roles somebody may give: only an owner makes owners. */
export const givenBy = (own: string): readonly Role[] =>
  own === "owner" ? roles : roles.filter((role) => role !== "owner");

/** Whether somebody with the role `own` may change somebody with this one. */
export const mayChange = (own: string, theirs: string): boolean => own === "owner" || theirs !== "owner";

export type KeyState = "good" | "ended" | "revoked";

export function keyState({ revokedAt, expiresAt }: ShownKey, now: number): KeyState {
  if (revokedAt !== null) return "revoked";
  return expiresAt !== null && expiresAt <= now ? "ended" : "good";
}

/** A one-time link; what is behind `#` never reaches the hub's log. */
export const linkOf = (origin: string, secret: string): string => `${origin}/welcome#${secret}`;

/** `acme.example, Acme.org` as domains. */
export const readDomains = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s,;\uff0c\uff1b]+/)
    .map((one) => one.replace(/^@/, ""))
    .filter((one) => one !== "");
