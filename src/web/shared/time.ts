import type { Language } from "../../domain/room-state.ts";
import { catalogues, localeOf } from "./catalogue/index.ts";

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(localeOf[language], { ...options, timeZone: zone });
  formatters.set(key, made);
  return made;
}

/** Clock time in the room's zone, 24 hours: "09:05". `at` is ISO text or milliseconds. */
export function timeOf(at: string | number, zone: string, language: Language): string {
  return formatter(language, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(at));
}

/** "Wednesday 25 November", "11月25日星期三". */
export function dateOf(at: string | number, zone: string, language: Language): string {
  return formatter(language, zone, { weekday: "long", day: "numeric", month: "long" }).format(new Date(at));
}

/** Whether both fall on the same day in the zone. */
export function sameDay(a: string | number, b: string | number, zone: string): boolean {
  const day = formatter("en", zone, { year: "numeric", month: "2-digit", day: "2-digit" });
  return day.format(new Date(a)) === day.format(new Date(b));
}

/** How long, in words, rounded up so that it never says 0: "24 s", "8 min", "1 h 30 min". */
export function durationOf(ms: number, language: Language): string {
  const { seconds, minutes, hours } = catalogues[language].common;
  const wholeSeconds = Math.max(1, Math.ceil(ms / 1000));
  if (wholeSeconds < 60) return seconds(wholeSeconds);
  const wholeMinutes = Math.ceil(wholeSeconds / 60);
  if (wholeMinutes < 60) return minutes(wholeMinutes);
  const rest = wholeMinutes % 60;
  return rest === 0 ? hours(wholeMinutes / 60) : `${hours(Math.floor(wholeMinutes / 60))} ${minutes(rest)}`;
}

/** A running meeting's clock: "4:07", "1:02:33". */
export function elapsedOf(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / 1000));
  const seconds = String(whole % 60).padStart(2, "0");
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  return hours === 0 ? `${minutes}:${seconds}` : `${hours}:${String(minutes).padStart(2, "0")}:${seconds}`;
}
