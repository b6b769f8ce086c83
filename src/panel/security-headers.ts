/** Security headers. The pages load everything from here; only display and guest talk to a media server. */

const self = "'self'";
const none = "'none'";

export type Page = "panel" | "display" | "guest" | "phone";

/** For every answer. */
export const commonHeaders: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "content-security-policy": policy({ "default-src": [none] }),
  "permissions-policy": permissions([]),
};

/** For a page: what it may load and which devices it may ask for. */
export function pageHeaders(page: Page): Record<string, string> {
  const meets = page === "display" || page === "guest";
  return {
    "content-security-policy": policy({
      "default-src": [none],
      "script-src": [self],
      "style-src": [self],
      "img-src": [self, "data:", "blob:"],
      "font-src": [self, "data:"],
      "media-src": [self, "blob:", "mediastream:"],
      "manifest-src": [self],
      "worker-src": meets ? [self, "blob:"] : [self],
      // The media server's address is known only with the ticket.
      "connect-src": meets ? [self, "ws:", "wss:", "http:", "https:"] : [self],
    }),
    "permissions-policy": permissions(meets ? ["camera", "microphone", "display-capture"] : []),
  };
}

function policy(directives: Record<string, string[]>): string {
  const all = { ...directives, "base-uri": [none], "form-action": [none], "frame-ancestors": [none] };
  return Object.entries(all)
    .map(([name, values]) => `${name} ${values.join(" ")}`)
    .join("; ");
}

function permissions(allowed: string[]): string {
  const powers = ["camera", "microphone", "display-capture", "geolocation", "usb", "serial", "hid"];
  const page = ["autoplay", "fullscreen", "screen-wake-lock"].map((power) => `${power}=(self)`);
  return powers
    .map((power) => `${power}=(${allowed.includes(power) ? "self" : ""})`)
    .concat(page)
    .join(", ");
}
