import { setTimeout } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { CalendarError } from "../domain/errors.ts";
import { preferThreadNoMore } from "../platform/priority.ts";
import { type ExpansionAnswer, type ExpansionRequest, SharedProgress } from "./expansion-messages.ts";
import { readInput } from "./read-input.ts";

/** Bookings handed over at once, and the pause between: taking them off the port never holds up the daemon's loop. */
const portion = 100;
const pauseMs = 2;

// Calendars can wait; keys, lamps and sound cannot.
preferThreadNoMore();
const port = parentPort;
const progress = new SharedProgress((workerData as { progress: SharedArrayBuffer }).progress);
port?.on("message", async (request: ExpansionRequest) => {
  for (const answer of answers(request)) {
    port.postMessage(answer);
    await setTimeout(pauseMs);
  }
});

function* answers({ id, skip, most, ...input }: ExpansionRequest): Generator<ExpansionAnswer> {
  try {
    const options = { skip: new Set(skip), most, onSeries: (uid: string) => progress.begin(uid) };
    const { bookings, problems } = readInput(input, options);
    for (let index = 0; index < bookings.length; index += portion) {
      yield { id, kind: "bookings", bookings: bookings.slice(index, index + portion) };
    }
    yield { id, kind: "done", problems };
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    yield { id, kind: "refused", message: error.message };
  }
}
