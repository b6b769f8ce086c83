import type { AssistedMeeting, AssistedOffer, AssistedWindow } from "../../../src/domain/assisted.ts";
import type { RoomState } from "../../../src/domain/room-state.ts";
import { agenda, entry, idle, inMinutes } from "./room-states.ts";

export function offer(window: AssistedWindow, fields: Partial<AssistedOffer> = {}): AssistedOffer {
  return {
    window,
    needs: ["browser-link", "recent-browser", "human-check", "sign-in-maybe", "admission", "passcode", "choose-camera"],
    limits: ["controls", "cable", "comeback", "reduced"],
    browser: "Chromium 156",
    forgets: true,
    ...fields,
  };
}

/** A booking of Teams that runs now, with this offer. */
export function offered(window: AssistedWindow, fields: Partial<AssistedOffer> = {}): RoomState {
  const teams = { service: "teams", native: false, noJoin: "assisted", assisted: offer(window, fields) } as const;
  return idle({
    availability: { free: false, until: inMinutes(40) },
    agenda: [
      entry({ id: "b9", title: "Budget 2027", start: inMinutes(-5), end: inMinutes(40), ...teams }),
      entry({ id: "b10", title: "Supplier", start: inMinutes(1), end: inMinutes(30), ...teams }),
      ...agenda.slice(2),
    ],
  });
}

export function inWindow(fields: Partial<AssistedMeeting> = {}): RoomState {
  const state = offered("ready");
  const agendaNow = state.agenda.map((one) =>
    one.id === "b9" ? { ...one, noJoin: "already-in" as const, assisted: null } : one,
  );
  return {
    ...state,
    agenda: agendaNow,
    assisted: {
      id: "w1",
      phase: "open",
      service: "teams",
      title: "Budget 2027",
      bookingId: "b9",
      startedAt: inMinutes(-4),
      openedAt: inMinutes(-4),
      endsAt: inMinutes(40),
      pointer: true,
      needs: ["admission"],
      limits: ["controls"],
      ...fields,
    },
  };
}

const long =
  "Quarterly alignment of the international product, design and engineering organisations with their partners";

export const assistedCases: Record<string, RoomState> = {
  "assisted: can be opened": offered("ready"),
  "assisted: link only": offered("off", { browser: null }),
  "assisted: too early": offered("too-early"),
  "assisted: opening": inWindow({ phase: "opening", openedAt: null }),
  "assisted: open": inWindow(),
  "assisted: open, long title": inWindow({ title: long }),
  "assisted: open, without a pointer": inWindow({ pointer: false }),
  "assisted: open, from a link": inWindow({ title: "", bookingId: null }),
  "assisted: closing": inWindow({ phase: "closing" }),
};
