import type { AssistedNeed, AssistedOffer, AssistedWindow } from "../domain/assisted.ts";
import type { JoinTarget } from "../domain/booking.ts";
import { type AssistedPage, assistedPageOf } from "../services/assisted/assisted-page.ts";
import type { RoomSettings } from "../settings/complete.ts";
import type { RoomModel } from "./model.ts";
import { readyDevices } from "./roles.ts";

/** What people are told about a meeting of another service, and whether a window can be opened for it now. */

type Known = Pick<RoomModel, "meeting" | "assisted" | "windowReadiness" | "devices">;

interface OfferContext {
  settings: Pick<RoomSettings, "assisted" | "policies">;
  nowMs: number;
}

/** @param start ISO time of the booking; null for a link that somebody typed */
export function offerOf(page: AssistedPage, start: string | null, model: Known, context: OfferContext): AssistedOffer {
  return {
    window: windowOf(page, start, model, context),
    needs: needsOf(page, model),
    limits: page.limits,
    browser: model.windowReadiness.browser,
    forgets: !context.settings.assisted.keepSignIn,
  };
}

/** The same for a booking's target; null when the room enters it natively. */
export function offerFor(target: JoinTarget, start: string, model: Known, context: OfferContext): AssistedOffer | null {
  const page = assistedPageOf(target);
  return page === null ? null : offerOf(page, start, model, context);
}

function windowOf(
  page: AssistedPage,
  start: string | null,
  { meeting, assisted, windowReadiness }: Known,
  { settings, nowMs }: OfferContext,
): AssistedWindow {
  const openMs = start === null ? nowMs : Date.parse(start) - settings.policies.joinButtonMinutes * 60_000;
  if (openMs > nowMs) return "too-early";
  if (page.url === null) return "no-page";
  if (windowReadiness.window !== "ready") return windowReadiness.window;
  return meeting === null && assisted === null ? "ready" : "in-meeting";
}

/** Several pictures: a page shows the first one, which may be the cable's. */
function needsOf(page: AssistedPage, model: Pick<RoomModel, "devices">): AssistedNeed[] {
  const pictures = readyDevices(model, "camera").length + readyDevices(model, "capture").length;
  return pictures > 1 ? [...page.needs, "choose-camera"] : page.needs;
}
