import { signal } from "@preact/signals";
import { localeOf } from "../../shared/catalogue/index.ts";
import { language } from "../../shared/language.ts";
import { say } from "../words.ts";
import { partWords } from "./words.ts";

/** The browser's time, every ten seconds: so often words of time are drawn again. */
const now = signal(Date.now());
setInterval(() => {
  now.value = Date.now();
}, 10_000);

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** "5 minutes ago", short "5 min ago"; the exact time in the viewer's zone as a tooltip. @param at milliseconds since 1970 UTC, or ISO text */
export function Ago({ at, short = false }: { at: number | string; short?: boolean }) {
  const then = new Date(at);
  const exact = new Intl.DateTimeFormat(localeOf[language.value], { dateStyle: "medium", timeStyle: "medium" });
  return (
    <time dateTime={then.toISOString()} title={exact.format(then)}>
      {agoOf(then.getTime(), short)}
    </time>
  );
}

function agoOf(at: number, short: boolean): string {
  const passed = at - now.value;
  const [unit, ms] = units.find(([, length]) => Math.abs(passed) >= length) ?? [];
  if (unit === undefined || ms === undefined) return say(partWords).justNow;
  const style = short ? "short" : "long";
  const format = new Intl.RelativeTimeFormat(localeOf[language.value], { numeric: "always", style });
  return format.format(Math.round(passed / ms), unit);
}
