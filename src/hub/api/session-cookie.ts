import type { FastifyRequest } from "fastify";
import { type SignedIn, signInLifeMs } from "../people/sign-in.ts";

/** The prefix makes browsers accept it only over TLS, for this host and the whole of it. */
export const sessionCookie = "__Host-roomkeeper";
/** While the browser is at an identity provider. It comes back from another site: Lax. */
export const oidcCookie = "__Host-roomkeeper-oidc";

const tripSeconds = 600;

/** An empty value ends the session in the browser. */
export const sessionCookieOf = (value: string) =>
  `${sessionCookie}=${value}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=${value === "" ? 0 : signInLifeMs / 1000}`;

export const tripCookieOf = (value: string) =>
  `${oidcCookie}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${value === "" ? 0 : tripSeconds}`;

/** A cookie's value; empty when it did not come. */
export function cookieIn(request: FastifyRequest, name: string): string {
  const cookies = (request.headers.cookie ?? "").split(";").map((one) => one.trim().split("="));
  return cookies.find(([found]) => found === name)?.[1] ?? "";
}

/** The answer to whoever has just signed in. */
export function welcome(headers: Record<string, string | string[]>, signedIn: SignedIn) {
  headers["set-cookie"] = sessionCookieOf(signedIn.secret);
  return { csrf: signedIn.csrf, person: signedIn.person, expiresAt: signedIn.expiresAt };
}
