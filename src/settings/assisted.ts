import type { Static } from "typebox";
import Type from "typebox";
import { strict } from "../protocol/shapes.ts";

const text = (description: string) => Type.String({ minLength: 1, maxLength: 500, description });

/** Meetings of other services in a browser window on the display. Off unless switched on. */
export const AssistedSchema = Type.Object(
  {
    enabled: Type.Optional(Type.Boolean({ description: "Open meetings of other services on the display." })),
    browser: Type.Optional(text("Chromium's program; by default the one of the system.")),
    display: Type.Optional(text('Where windows open: an X display (":0") or a Wayland one ("wayland-1").')),
    keepSignIn: Type.Optional(
      Type.Boolean({ description: "Keep sign-ins for the next meeting; only for accounts that belong to the room." }),
    ),
  },
  strict,
);

export interface AssistedSettings {
  enabled: boolean;
  /** Null: the first Chromium that is found. */
  browser: string | null;
  /** Null: the display of the daemon's surroundings. */
  display: string | null;
  keepSignIn: boolean;
}

/** @param at makes a path absolute */
export function completeAssisted(
  written: Static<typeof AssistedSchema>,
  at: (path: string) => string,
): AssistedSettings {
  const { enabled = false, browser, display = null, keepSignIn = false } = written;
  return { enabled, browser: browser === undefined ? null : at(browser), display, keepSignIn };
}
