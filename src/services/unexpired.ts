import { MeetingError } from "../domain/errors.ts";
import { claimsOf } from "../platform/token-claims.ts";

/** LiveKit servers take tokens a minute after their end. */
const leewayMs = 60_000;

/**
 * A token that somebody else made, unless its time is over: the server's own answer would come after seconds, and twice.
 * @param whose names the token and its mend in the message: "the link's token"
 * @throws MeetingError meeting.refused
 */
export function unexpired(token: string, whose: string, nowMs: number): string {
  const expiresMs = claimsOf(token)?.expiresMs ?? null;
  if (expiresMs === null || expiresMs + leewayMs > nowMs) return token;
  throw new MeetingError(
    "meeting.refused",
    `${whose} expired at ${new Date(expiresMs).toISOString()}: ask for a new one`,
  );
}
