import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { closePages, launchBrowser } from "./browser.ts";
import { idle, now } from "./room-states.ts";
import { type StandIn, startStandIn } from "./stand-in-server.ts";

/** The daemon's stand-in, new for each test, and a browser to look at it with: there for the tests of a file that calls `rigUp`. */
export let standIn: StandIn;
export let browser: Browser;

/** @param extra what the browser is started with besides */
export function rigUp(extra: string[] = []): void {
  beforeAll(async () => {
    browser = await launchBrowser(extra);
  });
  beforeEach(async () => {
    standIn = await startStandIn(idle(), now);
  });
  afterEach(async () => {
    await closePages(browser);
    await standIn.close();
  });
  afterAll(() => browser.close());
}
