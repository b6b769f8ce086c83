import type { PointerAction } from "../domain/assisted.ts";
import type { MediaSources } from "../domain/media.ts";

/** Whether a window could be opened at all, as the computer stands now. */
export interface WindowReadiness {
  window: "ready" | "off" | "no-display" | "no-browser";
  /** The browser for people, such as "Chromium 156". */
  browser: string | null;
  /** The panel can move the pointer and type. */
  pointer: boolean;
}

export interface WindowOrder {
  service: string;
  /** Opened first; may carry secrets. */
  url: string;
  /** Further hosts of the service that get camera and microphone without asking: exact, or `*.host`. */
  hosts: readonly string[];
  /** What the room plays with now: the window uses the same microphone and speaker. */
  sources: MediaSources;
}

export interface WindowHandlers {
  /** The browser runs and loads the page. */
  onOpen: () => void;
  /** Once; by then no process of the window is left and the devices are free. */
  onEnd: (end: WindowEnd) => void;
}

/** `closed`: by us, or by a person at the window. `failed`: it never opened. `lost`: it ended by itself. */
export interface WindowEnd {
  how: "closed" | "failed" | "lost";
  detail: string;
}

/** A window that was ordered. */
export interface OrderedWindow {
  /** Resolves when it has ended. */
  close(): Promise<void>;
  /** Steers it. @throws RoomkeeperError intent.impossible without a pointer */
  point(action: PointerAction): void;
}

/** Opens windows; at most one at a time. */
export interface WindowPort {
  readiness(): Promise<WindowReadiness>;
  open(order: WindowOrder, handlers: WindowHandlers): OrderedWindow;
}
