import { type Browser, type BrowserContext, chromium } from "playwright-core";

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
  return slowness > 1 ? withSlowPages(browser) : browser;
}

/** Every page that this browser opens gets only a part of the processor. */
function withSlowPages(browser: Browser): Browser {
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    const newPage = context.newPage.bind(context);
    context.newPage = async () => {
      const page = await newPage();
      const session = await context.newCDPSession(page);
      await session.send("Emulation.setCPUThrottlingRate", { rate: slowness });
      return page;
    };
    return context;
  };
  return browser;
}

/** Ends a test's contexts with all their pages: nothing of it goes on in the next one. */
export const closePages = (browser: Browser): Promise<unknown> =>
  Promise.all(browser.contexts().map((context: BrowserContext) => context.close()));

export const sizes = {
  panel: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
  display: { width: 1920, height: 1080 },
} as const;
