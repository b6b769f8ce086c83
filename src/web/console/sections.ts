import type { ComponentType } from "preact";
import type { IconName } from "../shared/components/icon.tsx";
import type { FrameWords } from "./frame/words.ts";

/** What a page of the console gets: the parts of the address behind its own. */
export interface SectionProps {
  rest: string[];
}

export interface Section {
  /** In the address, and the name of its word. */
  id: keyof FrameWords["sections"];
  icon: IconName;
  /** Without it the section is not offered. */
  permission: string;
  load: () => Promise<{ default: ComponentType<SectionProps> }>;
}

/** The pages of an organisation, in the order of the menu. Each is a part of its own, loaded when it is opened. */
export const sections: readonly Section[] = [];
