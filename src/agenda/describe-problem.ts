import type { CalendarProblem } from "./calendar-booking.ts";

/** A problem in a line of text, with its place. */
export function describe({ uid, line, property, message }: CalendarProblem): string {
  const place = [line > 0 ? `line ${line}` : "", property ?? ""].filter((part) => part !== "").join(", ");
  const event = uid === null ? "" : ` (event ${uid.slice(0, 80)})`;
  return `${place === "" ? "" : `${place}: `}${message}${event}`;
}
