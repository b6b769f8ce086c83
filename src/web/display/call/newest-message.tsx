import type { Meeting } from "../../../domain/meeting.ts";
import { nowMs } from "../../shared/room-clock.ts";
import "./newest-message.css";

/** Long enough to read it from the table. */
const shownMs = 15_000;

/** What somebody has just written, over the lower edge of the pictures. */
export function NewestMessage({ meeting }: { meeting: Meeting }) {
  const newest = meeting.chat.at(-1);
  const fresh = newest !== undefined && nowMs.value - Date.parse(newest.at) < shownMs;
  return (
    <div aria-live="polite">
      {fresh && (
        <p class="newest-message" data-message={newest.id}>
          <strong>{newest.from}</strong>
          <span class="newest-message-text">{newest.text}</span>
        </p>
      )}
    </div>
  );
}
