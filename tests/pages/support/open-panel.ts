import type { Browser, Page } from "playwright-core";
import type { RoomState } from "../../../src/domain/room-state.ts";
import { sizes } from "./browser.ts";
import { showState } from "./show-state.ts";
import type { StandIn } from "./stand-in-server.ts";

interface PanelOptions {
  size?: keyof typeof sizes;
  /** Timers stand still until the test moves them. */
  ownClock?: boolean;
}

/** A fresh panel that shows a state; the stand-in forgets earlier wishes. */
export async function openPanel(
  browser: Browser,
  standIn: StandIn,
  state: RoomState,
  { size = "panel", ownClock = false }: PanelOptions = {},
): Promise<Page> {
  standIn.answer = () => "accepted";
  standIn.refusing = false;
  const page = await browser.newPage({ viewport: sizes[size], reducedMotion: "reduce" });
  if (ownClock) await page.clock.install();
  await page.goto(`${standIn.origin}/panel`);
  await showState(page, standIn, state);
  standIn.intents.length = 0;
  return page;
}

export const act = (name: string) => `[data-act="${name}"]`;
