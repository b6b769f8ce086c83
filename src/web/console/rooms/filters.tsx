import { numberText } from "../parts/number-text.ts";
import { say } from "../words.ts";
import { type RoomsWords, roomsWords } from "./words.ts";

type Filter = keyof RoomsWords["filters"];

const filters: readonly Filter[] = ["all", "meeting", "idle", "offline", "fault", "never"];

interface FiltersProps {
  counts: Readonly<Record<string, number>> | null;
  /** Empty: all. */
  only: string;
  onChoose: (only: string) => void;
}

/** How many rooms of the search are in which state; each shows only these. */
export function Filters({ counts, only, onChoose }: FiltersProps) {
  const text = say(roomsWords);
  return (
    <fieldset class="filters" aria-label={text.filtersLabel}>
      {filters.map((filter) => {
        const value = filter === "all" ? "" : filter;
        return (
          <button
            key={filter}
            type="button"
            class={`filter filter-${filter}`}
            data-act={`filter ${filter}`}
            aria-pressed={only === value}
            onClick={() => onChoose(only === value ? "" : value)}
          >
            <span>{text.filters[filter]}</span>
            <b class="tabular">{counts === null ? "–" : numberText(countOf(counts, filter))}</b>
          </button>
        );
      })}
    </fieldset>
  );
}

function countOf(counts: Readonly<Record<string, number>>, filter: Filter): number {
  const of = (name: string) => counts[name] ?? 0;
  return filter === "all" ? of("meeting") + of("idle") + of("offline") + of("never") : of(filter);
}
