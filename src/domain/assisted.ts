/**
 * Assisted meetings: the room cannot enter the service by itself. It opens the service's own page in a browser window on the
 * display, and a person completes it there. The words for needs and limits are in the pages' catalogue.
 */

/** What a service asks of the person at the window; `sign-in-maybe` and `human-check` depend on the meeting's host. */
export type AssistedNeed =
  | "browser-link" /** The page offers the service's own program first. */
  | "sign-in"
  | "sign-in-maybe"
  | "human-check"
  | "admission" /** Somebody in the meeting opens the door. */
  | "passcode" /** The link does not carry it. */
  | "recent-browser"
  | "choose-camera"; /** The room has several pictures to choose from. */

/** What works in the room's own meetings and not in a window. */
export type AssistedLimit =
  | "controls" /** The panel's and the devices' buttons do not steer the page. */
  | "cable" /** What is plugged into the room cannot be shared. */
  | "comeback" /** After a fault nobody goes back in by itself. */
  | "reduced" /** The service leaves things out in a browser. */
  | "unproven"; /** Nobody has documented that the service lets a browser in. */

/** Whether the window can be opened now; else why not. */
export type AssistedWindow =
  | "ready"
  | "off" /** Not switched on for this room. */
  | "no-display"
  | "no-browser"
  | "no-page" /** The booking names no web page, only a number. */
  | "too-early"
  | "in-meeting";

/** What people are told before they open a meeting of another service. */
export interface AssistedOffer {
  window: AssistedWindow;
  needs: AssistedNeed[];
  limits: AssistedLimit[];
  /** The browser that would open it, such as "Chromium 156"; null when there is none. */
  browser: string | null;
  /** Sign-ins and traces are erased when the window closes. */
  forgets: boolean;
}

export type AssistedPhase = "opening" | "open" | "closing";

/** A meeting that runs in a window on the display. Camera, microphone and speaker belong to the window. */
export interface AssistedMeeting {
  /** Of this window. */
  id: string;
  phase: AssistedPhase;
  service: string;
  title: string;
  bookingId: string | null;
  /** ISO times in UTC. */
  startedAt: string;
  openedAt: string | null;
  endsAt: string | null;
  /** The panel can move the window's pointer and type. */
  pointer: boolean;
  needs: AssistedNeed[];
  limits: AssistedLimit[];
}

/** What a person sends to another device when no window helps. Never in the RoomState: it carries secrets. */
export interface Invitation {
  service: string;
  url: string | null;
  /** The number or name that people type, as the service writes it. */
  meetingId: string | null;
  passcode: string | null;
  offer: AssistedOffer;
}

/** What the panel does to the window: distances in pixels of the display, wheel steps (positive: down), keys by name. */
export type PointerAction =
  | { action: "move"; dx: number; dy: number }
  | { action: "click" }
  | { action: "scroll"; steps: number }
  | { action: "type"; text: string }
  | { action: "key"; key: WindowKey };

export type WindowKey = "enter" | "tab" | "escape" | "erase" | "reload";
