import type { ShownRollOut } from "../../../protocol/hub/shown-settings.ts";
import { Bar } from "../parts/bar.tsx";
import { say } from "../words.ts";
import { barOf } from "./roll-outs-model.ts";
import { rollOutWords } from "./words.ts";

/** How far a roll-out is. */
export function RollOutBar({ rollOut }: { rollOut: ShownRollOut }) {
  const text = say(rollOutWords);
  const parts = barOf(rollOut).map((part) => ({ ...part, shown: text.progress[part.id as "sent"] }));
  if (parts.every(({ count }) => count === 0)) return <p class="quiet">{text.noRooms}</p>;
  return <Bar parts={parts} />;
}
