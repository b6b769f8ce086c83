import { RoomkeeperError } from "../../domain/errors.ts";
import { recognise } from "./recognise.ts";
import type { BookingText, Recognition, RecognitionRule, RecognitionSettings } from "./types.ts";

/** What the command needs of the outside. */
export interface RecogniseIo {
  readFile(path: string): Promise<string>;
  readStdin(): Promise<string>;
  write(text: string): void;
  /** For people: to standard error. */
  tell(text: string): void;
}

const usage = `usage: roomkeeper recognise --json [FILE|-]
Reads a booking {title, location, description, html, conference, adminHosts?, rules?} or a list of such bookings
({id, booking, adminHosts?} works, too) and answers {best, also} for each.
`;

/** `roomkeeper recognise`: what a booking leads to. Answers the exit code: 0, or 2 for input that cannot be read. */
export async function runRecogniseCommand(args: readonly string[], io: RecogniseIo): Promise<number> {
  const files = args.filter((arg) => arg !== "--json");
  const unknown = files.find((arg) => arg.startsWith("-") && arg !== "-");
  if (unknown !== undefined || files.length > 1 || !args.includes("--json")) {
    io.tell(unknown === undefined ? usage : `there is no option ${unknown}\n${usage}`);
    return 2;
  }
  const [file = "-"] = files;
  const text = file === "-" ? await io.readStdin() : await io.readFile(file);
  const input = parse(text, file === "-" ? "standard input" : file);
  io.write(`${JSON.stringify(Array.isArray(input) ? input.map(answer) : answer(input), null, 2)}\n`);
  return 0;
}

function parse(text: string, place: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new RoomkeeperError("calendar.unreadable", `${place} is not JSON: ${message}`, { cause, subject: place });
  }
  throw new RoomkeeperError("calendar.unreadable", `${place} holds neither a booking nor a list of bookings`, {
    subject: place,
  });
}

/** A booking with its settings beside its fields, or `{id, booking}` with them beside the booking. */
function answer(input: unknown): Recognition | ({ id: unknown } & Recognition) {
  const record = (typeof input === "object" && input !== null ? input : {}) as Record<string, unknown>;
  const nested = record.booking;
  const booking = (typeof nested === "object" && nested !== null ? nested : record) as BookingText &
    Record<string, unknown>;
  const settings = settingsOf(record, booking);
  const found = recognise(booking, settings);
  return record.id === undefined ? found : { id: record.id, ...found };
}

function settingsOf(outer: Record<string, unknown>, inner: Record<string, unknown>): RecognitionSettings {
  const adminHosts = (outer.adminHosts ?? inner.adminHosts) as Record<string, string[]> | undefined;
  const rules = (outer.rules ?? inner.rules) as RecognitionRule[] | undefined;
  return { ...(adminHosts === undefined ? {} : { adminHosts }), ...(rules === undefined ? {} : { rules }) };
}
