import { CalendarError } from "../../domain/errors.ts";

/** A value that cannot be read. It costs the event that it stands in; the message says what is wrong with the value. */
export class Unreadable extends CalendarError {
  constructor(message: string) {
    super("calendar.event", message);
  }
}
