import type { Browser, BrowserContext } from "playwright-core";
import type { HubKit } from "../../integration/hub/hub-kit.ts";

export interface ConsoleOptions {
  language?: "en" | "zh";
  colours?: "light" | "dark";
  /** Without: a browser where nobody is signed in. */
  signedIn?: boolean;
  /** Somebody new with this role instead of the owner. */
  role?: "administrator" | "operator" | "viewer" | "partner";
  width?: number;
  height?: number;
}

/** A browser of its own in front of a hub, with the session of the kit's owner or of somebody new. */
export async function contextFor(browser: Browser, kit: HubKit, options: ConsoleOptions): Promise<BrowserContext> {
  const { language = "en", colours = "light", signedIn = true, width = 1440, height = 900 } = options;
  const context = await browser.newContext({
    baseURL: kit.hub.url,
    ignoreHTTPSErrors: true,
    locale: language === "zh" ? "zh-CN" : "en-GB",
    colorScheme: colours,
    reducedMotion: "reduce",
    viewport: { width, height },
  });
  if (signedIn) {
    const value = options.role === undefined ? kit.cookie : await cookieOfNewcomer(kit, options.role);
    const cookie = { name: "__Host-roomkeeper", value, url: kit.hub.url };
    await context.addCookies([{ ...cookie, secure: true, httpOnly: true, sameSite: "Strict" }]);
  }
  return context;
}

let newcomers = 0;

async function cookieOfNewcomer(kit: HubKit, role: string): Promise<string> {
  const email = `newcomer${++newcomers}@acme.example`;
  const { body } = await kit.own<{ secret: string }>("POST", "/people", { email, role });
  const { headers } = await kit.accept(body.secret, email);
  return /__Host-roomkeeper=([^;]+)/.exec(headers["set-cookie"]?.[0] ?? "")?.[1] as string;
}
