import type { Registry } from "prom-client";
import type { RoomState } from "../domain/room-state.ts";
import { addGauge, tally } from "./series.ts";

const phases = ["none", "joining", "lobby", "connected", "reconnecting", "leaving"] as const;

/** What the RoomState says, as numbers. */
export function addRoomSeries(registry: Registry, state: () => RoomState, nowMs: () => number): void {
  const room = { name: "room_info", help: "The room, to join other series with.", labels: ["id", "name"] };
  addGauge(registry, room, () => [[{ id: state().room.id, name: state().room.name }, 1]]);
  addGauge(registry, { name: "faults", help: "Standing faults.", labels: ["code", "severity"] }, () =>
    tally(state().faults.map(({ code, severity }) => ({ code, severity }))),
  );
  addGauge(registry, { name: "devices", help: "Devices by what they can do.", labels: ["capability", "phase"] }, () =>
    tally(
      state().devices.flatMap(({ capabilities, phase }) => capabilities.map((capability) => ({ capability, phase }))),
    ),
  );
  addGauge(registry, { name: "calendar_age_seconds", help: "Since the calendar was last read." }, () => {
    const { readAt } = state().calendar;
    return readAt === null ? [] : [[{}, (nowMs() - Date.parse(readAt)) / 1000]];
  });
}

/** The running meeting, as numbers. */
export function addMeetingSeries(registry: Registry, state: () => RoomState): void {
  addGauge(
    registry,
    { name: "meeting_phase", help: "1 for the room's phase, 0 for the others.", labels: ["phase"] },
    () => {
      const now = state().meeting?.phase ?? "none";
      return phases.map((phase) => [{ phase }, Number(phase === now)]);
    },
  );
  addGauge(registry, { name: "meeting_participants", help: "Other participants." }, () => {
    const { meeting } = state();
    return meeting === null ? [] : [[{}, meeting.participants.length]];
  });
  addGauge(registry, { name: "source_on", help: "1 when others get the room's source.", labels: ["source"] }, () => {
    const { meeting } = state();
    if (meeting === null) return [];
    return (["camera", "microphone"] as const).map((source) => [{ source }, Number(meeting[source].on)]);
  });
}
