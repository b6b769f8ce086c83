import type { Page } from "playwright-core";
import type { RoomState } from "../../../src/domain/room-state.ts";
import { now } from "./room-states.ts";
import type { StandIn } from "./stand-in-server.ts";

/** Shows a state and waits until the page has drawn exactly it. */
export async function showState(page: Page, standIn: StandIn, state: RoomState, at: string = now): Promise<void> {
  const version = standIn.show(state, at);
  await page.waitForSelector(`[data-version="${version}"]`, { state: "attached" });
}
