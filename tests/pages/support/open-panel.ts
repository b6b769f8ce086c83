import type { Browser, Page } from "playwright-core";
import type { RoomState } from "../../../src/domain/room-state.ts";
import { sizes } from "./browser.ts";
import { showState } from "./show-state.ts";
import type { StandIn } from "./stand-in-server.ts";

interface PanelOptions {
  size?: keyof typeof sizes;
  /** runs: the test can move the page's time ahead; stands: only the test moves it, once the state is shown. */
  clock?: "own" | "runs" | "stands";
}

/** A fresh panel that shows a state. */
export async function openPanel(
  browser: Browser,
  standIn: StandIn,
  state: RoomState,
  { size = "panel", clock = "own" }: PanelOptions = {},
): Promise<Page> {
  const page = await browser.newPage({ viewport: sizes[size], reducedMotion: "reduce" });
  if (clock !== "own") await page.clock.install();
  await page.goto(`${standIn.origin}/panel`);
  await showState(page, standIn, state);
  // Ahead by more than the way of the two messages takes, and by less than makes the page doubt the line.
  if (clock === "stands") await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 10_000);
  return page;
}

export const act = (name: string) => `[data-act="${name}"]`;
