import type { RoomState } from "../../../domain/room-state.ts";
import { Pill } from "../../shared/components/pill.tsx";
import { language, words } from "../../shared/language.ts";
import { minuteMs } from "../../shared/room-clock.ts";
import { dateOf, timeOf } from "../../shared/time.ts";
import { homeViewOf } from "../home/hero-model.ts";
import "./header.css";

/** Room and time: on every view of the panel, in the same place. */
export function Header({ state }: { state: RoomState }) {
  const { zone, name } = state.room;
  const hero = state.meeting === null ? homeViewOf(state, minuteMs.value).hero.kind : null;
  const saysItself = hero === "free" || hero === "busy";
  return (
    <header class="header">
      <div class="header-room">
        <h1 class={name.length > 32 ? "header-name header-name-long at-most-2" : "header-name"}>{name}</h1>
      </div>
      <div class="header-pills">
        {!saysItself && <Availability state={state} />}
        <BenchPill state={state} />
      </div>
      <p class="header-time">
        <span class="header-date">{dateOf(minuteMs.value, zone, language.value)}</span>
        <time class="header-clock tabular">{timeOf(minuteMs.value, zone, language.value)}</time>
      </p>
    </header>
  );
}

function Availability({ state }: { state: RoomState }) {
  const { home } = words.value;
  const { free, until } = state.availability;
  const time = until === null ? null : timeOf(until, state.room.zone, language.value);
  if (free) {
    return (
      <Pill icon="check" tone="live">
        {time === null ? home.freeAllDay : home.freeUntil(time)}
      </Pill>
    );
  }
  return (
    <Pill icon="clock" tone="attention">
      {time === null ? home.busy : home.busyUntil(time)}
    </Pill>
  );
}

/** Stand-ins are said plainly, always: nobody takes a test card for a camera. */
export function BenchPill({ state }: { state: RoomState }) {
  const { common } = words.value;
  const used = state.devices.filter(({ standIn, roles }) => standIn && roles.length > 0);
  if (used.length === 0) return null;
  const camera = used.some(({ roles }) => roles.includes("camera"));
  return (
    <Pill icon="bench" tone="accent">
      {camera ? common.benchCamera : common.benchDevices}
    </Pill>
  );
}
