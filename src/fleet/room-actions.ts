import { MeetingError, RoomkeeperError } from "../domain/errors.ts";
import type { Intent } from "../domain/intent.ts";
import type { RoomState } from "../domain/room-state.ts";
import type { Clock } from "../platform/clock.ts";
import type { DownBodies } from "../protocol/hub/bodies.ts";
import type { JsonObject } from "../protocol/hub/difference.ts";
import { readIntent } from "../protocol/intent.ts";
import { makeTestCall, switchDisplays } from "./room-outcomes.ts";
import type { HostActions, RoomPort } from "./room-port.ts";

/** A wish, and when the room's state shows that it came true. */
interface Plan {
  intent: (wanted: JsonObject) => unknown;
  done: (state: RoomState, wanted: JsonObject) => boolean;
}

const joinMs = 45_000;
const otherMs = 10_000;

/** Verbs that are wishes of the room. There is no unmute and no camera on: a test says so. */
const plans: Record<string, Plan> = {
  join: { intent: (wanted) => ({ ...wanted, type: "join" }), done: (state) => state.meeting?.phase === "connected" },
  leave: { intent: () => ({ type: "leave" }), done: (state) => state.meeting === null && state.assisted === null },
  mute: {
    intent: () => ({ type: "setMicrophone", on: false }),
    done: (state) => state.meeting?.microphone.on !== true,
  },
  cameraOff: { intent: () => ({ type: "setCamera", on: false }), done: (state) => state.meeting?.camera.on !== true },
  setVolume: {
    intent: (wanted) => ({ ...wanted, type: "setVolume" }),
    done: (state, wanted) => state.volume.percent === wanted.percent,
  },
};

/** Verbs that wait until nobody meets. */
const whenIdle: ReadonlySet<string> = new Set(["reboot"]);

/**
 * Waits until the action may begin: a reboot begins between meetings.
 * @returns false: it did not come to that in time
 */
export function mayBegin(verb: string, room: RoomPort, clock: Clock, withinMs: number): Promise<boolean> {
  const idle = () => {
    const { meeting, assisted, autoJoin } = room.state();
    return meeting === null && assisted === null && autoJoin === null;
  };
  if (!whenIdle.has(verb) || idle()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = (may: boolean) => {
      cancel();
      stop();
      resolve(may);
    };
    const cancel = clock.after(Math.min(withinMs, 2 ** 31 - 1), () => end(false));
    const stop = room.onChange(() => idle() && end(true));
  });
}

/**
 * Does what the hub asks and says what really came of it: an accepted wish is not an outcome, the state that follows is.
 * @throws RoomkeeperError intent.* when the room refuses, others when it failed
 */
export async function performAction(
  action: DownBodies["action"],
  room: RoomPort,
  host: HostActions,
  clock: Clock,
): Promise<string> {
  if (action.verb === "display") return switchDisplays(action.arguments, room, clock);
  if (action.verb === "testCall" && host.testCall === undefined) return makeTestCall(room, clock);
  const plan = Object.hasOwn(plans, action.verb) ? plans[action.verb] : undefined;
  const own = Object.hasOwn(host, action.verb) ? host[action.verb as keyof HostActions] : undefined;
  if (plan === undefined && own === undefined) {
    throw new RoomkeeperError("intent.impossible", `this room cannot ${action.verb}`);
  }
  if (plan === undefined)
    return (own as NonNullable<typeof own>)(action.arguments, AbortSignal.timeout(120_000), action.id);
  const intent: Intent = readIntent(plan.intent(action.arguments));
  const before = room.state().lastMeeting;
  await room.wish(intent);
  await cameTrue(plan, action, room, clock, before?.at ?? null);
  return "done";
}

/** Waits until the state shows it; fails with what the room says when a meeting ends instead. */
function cameTrue(
  plan: Plan,
  action: DownBodies["action"],
  room: RoomPort,
  clock: Clock,
  endedBefore: string | null,
): Promise<void> {
  const withinMs = action.verb === "join" ? joinMs : otherMs;
  return new Promise((resolve, reject) => {
    const end = (run: () => void) => {
      cancel();
      stop();
      run();
    };
    const look = () => {
      const state = room.state();
      if (plan.done(state, action.arguments)) return end(resolve);
      const ended = state.lastMeeting;
      if (action.verb !== "join" || state.meeting !== null || ended === null || ended.at === endedBefore) return;
      end(() =>
        reject(new MeetingError("meeting.refused", `the meeting ended: ${ended.reason} ${ended.detail}`.trim())),
      );
    };
    const late = () => reject(new MeetingError("meeting.timeout", `accepted, but not so after ${withinMs / 1000} s`));
    const cancel = clock.after(withinMs, () => end(late));
    const stop = room.onChange(look);
    look();
  });
}
