import { type Browser, chromium, type Page } from "playwright-core";

/** A moving test picture and a beeping microphone in place of devices, and the whole screen when a share is asked for. */
export const fakeDevices = [
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--auto-select-desktop-capture-source=Entire screen",
];

/** So many times slower than this machine pages run; to find what a busy or weak one would find. */
const slowness = Number(process.env.ROOMKEEPER_SLOW_PAGES ?? 1);

/** A real Chromium: the system's, or the one that ROOMKEEPER_CHROMIUM names. */
export async function launchBrowser(extra: string[] = []): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: process.env.ROOMKEEPER_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...extra,
    ],
  });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    const newPage = context.newPage.bind(context);
    context.newPage = async () => {
      const page = await newPage();
      loadThroughChanges(page);
      if (slowness > 1) await slowDown(page);
      return page;
    };
    return context;
  };
  return browser;
}

/**
 * A browser breaks what it loads off when the machine gets or loses a network, also one that has nothing to do with the page: a bridge
 * or a tunnel of another program. The document is loaded again then, as a person would.
 */
function loadThroughChanges(page: Page): void {
  const goto = page.goto.bind(page);
  page.goto = async (url, options) => {
    for (let tries = 5; ; tries--) {
      try {
        return await goto(url, options);
      } catch (error) {
        if (tries === 0 || !String(error).includes("net::ERR_NETWORK_CHANGED")) throw error;
      }
    }
  };
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowness });
}

/** Ends a test's contexts with all their pages: nothing of it goes on in the next one. */
export async function closePages(browser: Browser): Promise<void> {
  const pages = browser.contexts().flatMap((context) => context.pages());
  // Answers that the test plays may be on their way.
  await Promise.all(pages.map((page) => page.unrouteAll({ behavior: "ignoreErrors" })));
  await Promise.all(browser.contexts().map((context) => context.close()));
}

export const sizes = {
  panel: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
  display: { width: 1920, height: 1080 },
} as const;
