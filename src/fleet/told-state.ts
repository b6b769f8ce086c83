import type { RoomState } from "../domain/room-state.ts";
import type { JsonObject } from "../protocol/hub/difference.ts";

/** All that the room's panel shows, for somebody who looks at it now. What people write to each other stays in the room. */
export function wholeForHub(state: RoomState): JsonObject {
  const { enrolment: _, ...shown } = state;
  const meeting = state.meeting && { ...state.meeting, chat: [] };
  return { ...shown, meeting } as unknown as JsonObject;
}

/**
 * What the hub gets all the time: how the room is, and what it meets about now. What is booked and who is there goes only while
 * somebody looks. It has no `agenda`: by that the hub knows it from the whole.
 */
export function outlineForHub(state: RoomState): JsonObject {
  const { room, phase, availability, assisted, calendar, volume, devices, faults, offers } = state;
  const meeting = state.meeting && { ...state.meeting, participants: [], inTheClear: [], chat: [] };
  const outline = { room, phase, availability, meeting, assisted, calendar, volume, devices, faults, offers };
  return outline as unknown as JsonObject;
}
