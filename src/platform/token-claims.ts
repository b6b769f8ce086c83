/** What a LiveKit token says of itself. */
export interface TokenClaims {
  /** `sub`: who enters with it. */
  identity: string;
  /** Room that it leads to; empty when it does not say. */
  room: string;
  /** Wall clock in ms; null for a token that does not expire. */
  expiresMs: number | null;
}

/** Reads a token (JWT, RFC 7519) without checking its signature, which is the server's business; null when it is none. */
export function claimsOf(token: string): TokenClaims | null {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    if (typeof payload !== "object" || payload === null) return null;
    const { sub, exp, video } = payload as { sub?: unknown; exp?: unknown; video?: { room?: unknown } | null };
    return {
      identity: typeof sub === "string" ? sub : "",
      room: typeof video?.room === "string" ? video.room : "",
      expiresMs: typeof exp === "number" ? exp * 1000 : null,
    };
  } catch {
    return null; // not a JWT: whoever made it knows what it is
  }
}
