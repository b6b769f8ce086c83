/**
 * The guest page's address for phones, or null when this display was opened under an address that only its own computer
 * knows: a code that leads nowhere is worse than none.
 */
export function guestAddress({ hostname, origin }: { hostname: string; origin: string }): string | null {
  const own = hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]";
  return own || /^127\./.test(hostname) ? null : `${origin}/guest`;
}
