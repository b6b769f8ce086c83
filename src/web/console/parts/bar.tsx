import { numberText } from "./number-text.ts";
import "./bar.css";

export interface BarPart {
  id: string;
  tone: "live" | "danger" | "attention" | "accent" | "calm";
  count: number;
  /** What these are, in words. */
  shown: string;
}

/** Shares of a whole as a bar, and the same in words: colour alone says nothing. Parts without a count are left out. */
export function Bar({ parts }: { parts: readonly BarPart[] }) {
  const there = parts.filter(({ count }) => count > 0);
  const total = there.reduce((sum, { count }) => sum + count, 0);
  return (
    <div class="bar">
      <div class="bar-line" aria-hidden="true">
        {there.map(({ id, tone, count }) => (
          <span key={id} class={`bar-part bar-${tone}`} style={{ width: `${(count * 100) / total}%` }} />
        ))}
      </div>
      <ul class="bar-words">
        {there.map(({ id, tone, count, shown }) => (
          <li key={id} data-part={id}>
            <span class={`bar-dot bar-${tone}`} aria-hidden="true" />
            <span class="tabular">{numberText(count)}</span> {shown}
          </li>
        ))}
      </ul>
    </div>
  );
}
