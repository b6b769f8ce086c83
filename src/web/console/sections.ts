import type { ComponentType } from "preact";
import type { IconName } from "../shared/components/icon.tsx";
import type { FrameWords } from "./frame/words.ts";
import type { SectionProps } from "./section-props.ts";

export interface Section {
  /** In the address, and the name of its word. */
  id: keyof FrameWords["sections"];
  icon: IconName;
  /** Without it the section is not offered. */
  permission: string;
  load: LoadPart;
  /** The page of one of them, when the address goes on: a part of its own. */
  loadOne?: LoadPart;
}

/** Fetches the code of a page. */
export type LoadPart = () => Promise<{ default: ComponentType<SectionProps> }>;

/** The pages of an organisation, in the order of the menu. Each is a part of its own, loaded when it is opened. */
export const sections: readonly Section[] = [
  {
    ...{ id: "rooms", icon: "display", permission: "rooms:read" },
    load: () => import("./rooms/rooms.tsx"),
    loadOne: () => import("./room/room.tsx"),
  },
  { id: "claim", icon: "plus", permission: "rooms:write", load: () => import("./claim/claim.tsx") },
  { id: "sites", icon: "place", permission: "rooms:read", load: () => import("./sites/sites.tsx") },
  { id: "settings", icon: "devices", permission: "settings:read", load: () => import("./settings/settings.tsx") },
  { id: "roll-outs", icon: "repeat", permission: "settings:read", load: () => import("./roll-outs/roll-outs.tsx") },
  { id: "alerts", icon: "alert", permission: "alerts:read", load: () => import("./alerts/alerts.tsx") },
  { id: "audit", icon: "calendar", permission: "audit:read", load: () => import("./audit/audit.tsx") },
  { id: "people", icon: "people", permission: "people:read", load: () => import("./people/people.tsx") },
  { id: "account", icon: "guest", permission: "", load: () => import("./account/account.tsx") },
];
