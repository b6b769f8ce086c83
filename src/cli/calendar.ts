import { runCalendarCheck } from "../agenda/calendar-check.ts";

/** `roomkeeper calendar check`: whether the calendars of a settings file work, and what to change where they do not. */
export function runCalendar(args: string[]): Promise<number> {
  return runCalendarCheck(args, {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  });
}
