import type { RoomState } from "../../../domain/room-state.ts";
import { Button } from "../../shared/components/button.tsx";
import { Icon } from "../../shared/components/icon.tsx";
import { Sheet } from "../../shared/components/sheet.tsx";
import { Trouble } from "../../shared/components/trouble.tsx";
import { room } from "../../shared/connection/room.ts";
import { language, words } from "../../shared/language.ts";
import { timeOf } from "../../shared/time.ts";
import { notices } from "../notices/current.ts";
import { timeText } from "../notices/notice-slot.tsx";
import { noticeOfFault } from "../notices/notices.ts";
import { sheet } from "./open-sheet.ts";

/** Everything there is to say about the room, with details for IT. */
export function StatusSheet() {
  const { sheets } = words.value;
  const state = room.value;
  if (state === null) return null;
  const bench = state.faults.filter(({ code }) => code === "bench.in-use");
  const all = [...notices.value, ...bench.map((fault) => noticeOfFault(fault, state, words.value))];
  return (
    <Sheet title={sheets.statusTitle} onClose={sheet.close} wide>
      {all.length === 0 ? (
        <p class="status-good">
          <Icon name="check" size={32} />
          {sheets.allGood}
        </p>
      ) : (
        <ul class="status-list">
          {all.map((notice) => (
            <li key={notice.key}>
              <Trouble tone={notice.tone} text={notice.text} time={timeText(notice)} details={notice.details} />
            </li>
          ))}
        </ul>
      )}
      <CalendarLine state={state} />
      <Button icon="alert" act="report" onPress={() => sheet.open("report")}>
        {words.value.report.button}
      </Button>
    </Sheet>
  );
}

function CalendarLine({ state }: { state: RoomState }) {
  const { sheets } = words.value;
  if (!state.calendar.configured) return null;
  const { readAt } = state.calendar;
  return (
    <p class="sheet-hint">
      {readAt === null ? sheets.calendarNever : sheets.calendarReadAt(timeOf(readAt, state.room.zone, language.value))}
    </p>
  );
}
