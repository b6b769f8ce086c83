import { DeviceError, MeetingError, RoomkeeperError } from "../domain/errors.ts";
import type { EndedMeeting } from "../domain/meeting.ts";
import { type Clock, delay } from "../platform/clock.ts";
import type { JsonObject } from "../protocol/hub/difference.ts";
import { readIntent } from "../protocol/intent.ts";
import type { RoomPort, SwitchedDisplay } from "./room-port.ts";

/** Actions whose outcome is not in the room's state: displays are asked back, a test call is made and judged. */

const lookMs = 250;
/** Projectors take their time. */
const displayMs = 25_000;

/**
 * Switches the room's displays and says what each answered afterwards.
 * @throws RoomkeeperError intent.* when none can be switched, DeviceError device.timeout when one did not obey
 */
export async function switchDisplays(wanted: JsonObject, room: RoomPort, clock: Clock): Promise<string> {
  const intent = readIntent({ ...wanted, type: "setDisplay" });
  const on = wanted.on === true;
  await room.wish(intent);
  const end = clock.monotonicMs() + displayMs;
  const displays = () => room.displays?.() ?? [];
  while (clock.monotonicMs() < end && !displays().every((one) => obeys(one, on))) await delay(clock, lookMs);
  const answers = displays().map((one) => `${one.title}: ${answerOf(one, on)}`);
  const text = answers.length === 0 ? "told; no display of this room answers" : answers.join("; ");
  if (displays().some((one) => one.power !== null && !obeys(one, on))) throw new DeviceError("device.timeout", text);
  return text;
}

const states = { on: ["on", "warming"], off: ["off", "standby", "cooling"] };
const obeys = ({ power }: SwitchedDisplay, on: boolean) =>
  power !== null && (on ? states.on : states.off).includes(power);

function answerOf({ power, trouble }: SwitchedDisplay, on: boolean): string {
  if (power === null) return `told, but it does not say whether it obeyed${trouble === null ? "" : ` (${trouble})`}`;
  return obeys({ title: "", power, trouble }, on) ? power : `still ${power}${trouble === null ? "" : ` (${trouble})`}`;
}

const joinMs = 45_000;
const judgeMs = 3_000;

/**
 * Joins an empty meeting of the room's own, alone, with microphone and camera off (these are the room's), and leaves it. Tells
 * how long it took and what the room would use.
 * @throws RoomkeeperError intent.impossible while the room is in use, MeetingError with what kept it out
 */
export async function makeTestCall(room: RoomPort, clock: Clock): Promise<string> {
  const { meeting, assisted, autoJoin, lastMeeting } = room.state();
  if (meeting !== null || assisted !== null || autoJoin !== null)
    throw new RoomkeeperError("intent.impossible", "the room is in use");
  if (room.testCall === undefined) throw new RoomkeeperError("intent.impossible", "this room cannot testCall");
  const began = clock.monotonicMs();
  room.testCall();
  for (const isLate = () => clock.monotonicMs() - began > joinMs; ; await delay(clock, lookMs)) {
    const now = room.state();
    if (now.meeting?.phase === "connected") break;
    if (now.meeting === null) throw keptOut(now.lastMeeting === lastMeeting ? null : now.lastMeeting);
    if (isLate()) {
      await room.wish({ type: "leave" });
      throw new MeetingError("meeting.timeout", `not connected after ${joinMs / 1000} s`);
    }
  }
  const seconds = ((clock.monotonicMs() - began) / 1000).toFixed(1);
  await delay(clock, judgeMs);
  const state = room.state();
  if (state.meeting?.phase !== "connected") throw keptOut(state.lastMeeting);
  await room.wish({ type: "leave" });
  return `connected in ${seconds} s by ${state.meeting.service}, line ${state.meeting.quality}; ${equipmentOf(room)}`;
}

const keptOut = (ended: EndedMeeting | null) =>
  new MeetingError("meeting.refused", `the meeting ended: ${ended?.reason ?? "failed"} ${ended?.detail ?? ""}`.trim());

function equipmentOf(room: RoomPort): string {
  const { devices } = room.state();
  const uses = (["camera", "microphone", "speaker"] as const).map((role) => {
    const used = devices.find(({ roles }) => roles.includes(role));
    return `${role}: ${used?.title ?? "none"}`;
  });
  return `${uses.join(", ")}; microphone and camera were left off`;
}
