import { useEffect } from "preact/hooks";
import { Button } from "../../shared/components/button.tsx";
import { Sheet } from "../../shared/components/sheet.tsx";
import { room } from "../../shared/connection/room.ts";
import { language, words } from "../../shared/language.ts";
import { minuteMs } from "../../shared/room-clock.ts";
import { durationOf } from "../../shared/time.ts";
import { controlOf } from "../wishes/index.ts";
import { bookLengths } from "./book-lengths.ts";
import { sheet } from "./open-sheet.ts";
import { Refusal } from "./refusal.tsx";

/** For how long to book the room; it closes by itself when the room is taken. */
export function BookSheet() {
  const { ways, home } = words.value;
  const state = room.value;
  const free = state?.availability.free ?? false;
  useEffect(() => {
    if (!free) sheet.close();
  }, [free]);
  if (state === null) return null;
  const offers = bookLengths(state, minuteMs.value);
  return (
    <Sheet title={ways.bookTitle} onClose={sheet.close}>
      <p class="sheet-hint">{ways.bookHint}</p>
      {offers.length === 0 && <p>{home.busy}</p>}
      <div class="side-buttons">
        {offers.map((minutes) => (
          <LengthButton key={minutes} minutes={minutes} />
        ))}
      </div>
      <Refusal />
    </Sheet>
  );
}

function LengthButton({ minutes }: { minutes: number }) {
  const { ways } = words.value;
  return (
    <Button act={`book-${minutes}`} step={ways.booking} {...controlOf({ type: "bookNow", minutes })}>
      {ways.bookFor(durationOf(minutes * 60_000, language.value))}
    </Button>
  );
}
