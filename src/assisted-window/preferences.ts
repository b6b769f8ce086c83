/** Chromium's preferences as JSON; only what we set is known here. */
export type Preferences = Record<string, unknown>;

/**
 * The preferences of a window: its pages get camera and microphone without asking, since people asked for that on the panel;
 * nothing is saved that the next people could find (passwords, forms, the list of visited pages).
 * Format: Chromium's `Default/Preferences`; content settings by "pattern,*", 1 is allow.
 * @param before what the profile had
 */
export function windowPreferences(before: Preferences, url: string, hosts: readonly string[]): Preferences {
  const allowed = Object.fromEntries(patternsOf(url, hosts).map((pattern) => [`${pattern},*`, { setting: 1 }]));
  return merged(before, {
    profile: {
      exit_type: "Normal",
      password_manager_enabled: false,
      content_settings: { exceptions: { media_stream_camera: allowed, media_stream_mic: allowed } },
    },
    credentials_enable_service: false,
    autofill: { profile_enabled: false, credit_card_enabled: false },
    history: { saving_disabled: true },
    translate: { enabled: false },
    signin: { allowed: false, allowed_on_next_startup: false },
    browser: { has_seen_welcome_page: true },
  });
}

/** "*.zoom.us" → "https://[*.]zoom.us:443"; the page's own origin whatever its scheme and port. */
function patternsOf(url: string, hosts: readonly string[]): string[] {
  const { protocol, hostname, port } = new URL(url);
  const own = `${protocol}//${hostname}:${port || (protocol === "https:" ? "443" : "80")}`;
  return [own, ...hosts.map((host) => `https://${host.replace(/^\*\./, "[*.]")}:443`)];
}

function merged(below: Preferences, above: Preferences): Preferences {
  const result = { ...below };
  for (const [name, value] of Object.entries(above)) {
    const known = result[name];
    result[name] = isGroup(value) && isGroup(known) ? merged(known, value) : value;
  }
  return result;
}

const isGroup = (value: unknown): value is Preferences =>
  typeof value === "object" && value !== null && !Array.isArray(value);
