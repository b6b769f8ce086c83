import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launchBrowser } from "./browser.ts";
import { idle, now } from "./room-states.ts";
import { type StandIn, startStandIn } from "./stand-in-server.ts";

/** The daemon's stand-in, and a browser to look at it with: there from the first test of a file that calls `rigUp`. */
export let standIn: StandIn;
export let browser: Browser;

/** Starts both for the tests of this file, and ends them after the last. */
export function rigUp(): void {
  beforeAll(async () => {
    standIn = await startStandIn(idle(), now);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await standIn.close();
  });
}
