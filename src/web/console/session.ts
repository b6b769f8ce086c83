import { computed, effect, signal } from "@preact/signals";
import { antiForgery, ask, type Problem, signedOut } from "./hub/ask.ts";
import { go, place } from "./navigation.ts";

export interface Membership {
  id: string;
  name: string;
  role: string;
  permissions: string[];
}

interface Me {
  id: string;
  email: string;
  name: string;
  csrf: string;
  organisations: Membership[];
}

export type Session =
  | { kind: "loading" }
  | { kind: "out" }
  | { kind: "in"; me: Me }
  | { kind: "failed"; problem: Problem };

export const session = signal<Session>({ kind: "loading" });

/** The organisation that the address names; without one the first. Null: the person belongs to none, or not to this. */
export const organisation = computed<Membership | null>(() => {
  const now = session.value;
  if (now.kind !== "in") return null;
  const [first, named] = place.value.parts;
  const all = now.me.organisations;
  return first === "o" ? (all.find(({ id }) => id === named) ?? null) : (all[0] ?? null);
});

/** Whether the person may do something here; the hub decides again. */
export const may = (permission: string): boolean => organisation.value?.permissions.includes(permission) ?? false;

/** An address of the console within the organisation. */
export const at = (path: string): string => `/o/${encodeURIComponent(organisation.value?.id ?? "")}${path}`;

/** A path of the hub's interface within the organisation. */
export const api = (path: string): string => `/api${at(path)}`;

/** Asks who is signed in. */
export async function loadSession(): Promise<void> {
  const answer = await ask<Me>("GET", "/api/me");
  if (answer.kind === "done") {
    antiForgery.value = answer.value.csrf;
    session.value = { kind: "in", me: answer.value };
  } else if (answer.problem.code === "hub.signed-out") session.value = { kind: "out" };
  else session.value = { kind: "failed", problem: answer.problem };
}

export async function signOut(): Promise<void> {
  await ask("POST", "/api/sign-out", {});
  session.value = { kind: "out" };
  go("/");
}

// A session that ended while something was shown: the address stays, and after signing in it is shown again.
effect(() => {
  if (signedOut.value > 0 && session.peek().kind === "in") session.value = { kind: "out" };
});
