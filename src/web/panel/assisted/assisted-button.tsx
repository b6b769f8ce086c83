import type { AgendaEntry } from "../../../domain/room-state.ts";
import { Button } from "../../shared/components/button.tsx";
import { words } from "../../shared/language.ts";
import { assistedAction, openAssistedSheet } from "./subject.ts";

/** Quieter than Join: it leads to what will not work, and from there to the display. */
export function AssistedButton({ entry, small = false }: { entry: AgendaEntry; small?: boolean }) {
  const { assisted } = words.value;
  const action = assistedAction(entry);
  if (action === null) return null;
  return (
    <Button
      kind="quiet"
      size={small ? "small" : "large"}
      {...(small ? {} : { icon: action === "open" ? ("display" as const) : ("info" as const) })}
      act={action === "open" ? "openHere" : "otherWays"}
      onPress={() => openAssistedSheet({ bookingId: entry.id })}
    >
      {action === "open" ? assisted.openHere : assisted.otherWays}
    </Button>
  );
}
