import type { Meeting } from "../../../domain/meeting.ts";
import type { RoomState } from "../../../domain/room-state.ts";
import { Pill } from "../../shared/components/pill.tsx";
import { language, words } from "../../shared/language.ts";
import { minuteMs, nowMs } from "../../shared/room-clock.ts";
import { elapsedOf, timeOf } from "../../shared/time.ts";
import { BenchPill } from "../frame/header.tsx";
import "../frame/header.css";

/** In a meeting the header names it, and says what concerns everybody: recording, encryption, connection. */
export function CallHeader({ state, meeting }: { state: RoomState; meeting: Meeting }) {
  const { call } = words.value;
  return (
    <header class="header">
      <div class="header-room">
        <h1 class={meeting.title.length > 32 ? "header-name header-name-long at-most-2" : "header-name"}>
          {meeting.title}
        </h1>
      </div>
      <div class="header-pills">
        {meeting.connectedAt !== null && (
          <span class="header-elapsed tabular">{elapsedOf(nowMs.value - Date.parse(meeting.connectedAt))}</span>
        )}
        {meeting.recording && (
          <Pill icon="record" tone="danger">
            {call.recording}
          </Pill>
        )}
        {meeting.encrypted && (
          <Pill icon="lock" tone="calm">
            {call.encrypted}
          </Pill>
        )}
        <Connection meeting={meeting} />
        <BenchPill state={state} />
      </div>
      <p class="header-time">
        <time class="header-clock tabular">{timeOf(minuteMs.value, state.room.zone, language.value)}</time>
      </p>
    </header>
  );
}

function Connection({ meeting }: { meeting: Meeting }) {
  const { call, qualities } = words.value;
  if (meeting.phase === "reconnecting") {
    return (
      <Pill icon="repeat" tone="danger">
        {call.reconnecting}
      </Pill>
    );
  }
  if (meeting.quality === "unknown") return null;
  const good = meeting.quality === "excellent" || meeting.quality === "good";
  return (
    <Pill icon={good ? "signal" : "signalWeak"} tone={good ? "calm" : "attention"}>
      {qualities[meeting.quality]}
    </Pill>
  );
}
