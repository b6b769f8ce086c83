import { signal } from "@preact/signals";
import type { JsonObject } from "../../../protocol/hub/difference.ts";

/** Edits of a scope's settings that no roll-out has begun with yet. */
export interface Draft {
  /** Version of the template that was edited. */
  base: number;
  document: JsonObject;
  /** As it was typed, while it cannot be read as settings. */
  text: string | null;
}

const key = "roomkeeper-drafts";

/** By organisation, kind and scope. They outlive a change of page and loading the document again, in this tab. */
export const drafts = signal<Readonly<Record<string, Draft>>>(kept());

export function keepDraft(scope: string, draft: Draft | null): void {
  const { [scope]: _, ...rest } = drafts.peek();
  drafts.value = draft === null ? rest : { ...rest, [scope]: draft };
  try {
    sessionStorage.setItem(key, JSON.stringify(drafts.peek()));
  } catch {
    // A browser may forbid storage: then they last as long as the document.
  }
}

function kept(): Record<string, Draft> {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "{}") as Record<string, Draft>;
  } catch {
    return {};
  }
}
