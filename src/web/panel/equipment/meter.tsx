import { useRef } from "preact/hooks";

/** Loudness is heard in steps of decibels: below this nobody hears anything. */
const quietestDb = -54;
/** The bar falls slower than it rises: a syllable stays to be seen. */
const fallPerLook = 0.12;

/** How full the bar is, 0..1, for a level of 0..1. */
function fullness(level: number): number {
  if (level <= 0) return 0;
  return Math.max(0, Math.min(1, 1 - (20 * Math.log10(level)) / quietestDb));
}

/** A live level. The word says whether anything is heard: a bar alone says it by length only. */
export function Meter({
  label,
  level,
  words,
}: {
  label: string;
  level: number;
  words: [quiet: string, heard: string];
}) {
  const shown = useRef(0);
  const now = fullness(level);
  shown.current = Math.max(now, shown.current - fallPerLook);
  return (
    <div class="meter">
      <meter class="unseen" aria-label={label} min={0} max={100} value={Math.round(shown.current * 100)} />
      <svg class="meter-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect class="meter-ground" width="100" height="4" />
        <rect class="meter-level" width={Math.round(shown.current * 100)} height="4" />
      </svg>
      <span class="meter-word">{shown.current > 0.15 ? words[1] : words[0]}</span>
    </div>
  );
}
