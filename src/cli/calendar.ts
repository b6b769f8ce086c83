import { runCalendarCheck } from "../agenda/calendar-check.ts";
import { runCalendarPreview } from "../agenda/calendar-preview.ts";
import { recognitionOf } from "../appliance/links.ts";

/**
 * `roomkeeper calendar check`: whether the calendars of a settings file work, and what to change where they do not.
 * `roomkeeper calendar preview`: what other hosts and rules would do to its bookings.
 */
export function runCalendar(args: string[]): Promise<number> {
  const run = args[0] === "preview" ? runCalendarPreview : runCalendarCheck;
  return run(args, {
    recognitionOf,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  });
}
