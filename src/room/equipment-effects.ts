import type { DeviceEvent } from "../domain/device-event.ts";
import { messageOf } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { RoomSettings } from "../settings/complete.ts";
import { type AutoShare, stepAutoShare, unplugged } from "./auto-share.ts";
import type { Controller } from "./controller.ts";
import type { DeviceLane } from "./device-lane.ts";
import { wishOf } from "./device-wishes.ts";
import { type DisplayUse, displayWish } from "./display-wish.ts";
import { readyDevices } from "./roles.ts";
import type { Room } from "./room.ts";
import { summaryOf } from "./room-summary.ts";

interface EquipmentPorts {
  room: Room;
  controller: Pick<Controller, "wish">;
  devices: Pick<DeviceLane, "show" | "command" | "onEvent">;
  settings: Pick<RoomSettings, "policies">;
  clock: Clock;
  log: Log;
}

/**
 * The room and its keys, lamps, displays and cables: keys become wishes, lamps show what is confirmed, displays follow the
 * meeting, a cable shares.
 * @returns how to stop
 */
export function followEquipment(ports: EquipmentPorts): () => void {
  const { room, devices, clock } = ports;
  const followCables = cableFollower(ports);
  const followDisplays = displayFollower(ports);
  const look = () => {
    devices.show(summaryOf(room.current().state));
    followDisplays();
    followCables();
  };
  const stops = [devices.onEvent((id, event) => heard(ports, id, event)), room.onChange(look), clock.every(250, look)];
  look();
  return () => {
    for (const stop of stops) stop();
  };
}

/** The key first, that somebody is there afterwards: whoever mutes wants silence now. */
function heard(ports: EquipmentPorts, deviceId: string, event: DeviceEvent): void {
  obey(ports, deviceId, event);
  ports.room.observe({ type: "presence" });
}

/** A key that asks for the impossible is no trouble: the lamp stays as it was. */
function obey({ room, controller, log }: EquipmentPorts, deviceId: string, event: DeviceEvent): void {
  const wish = wishOf(event, room.current().state);
  if (wish === null) return;
  const told = (error: unknown) =>
    log.info("a key asked for what is not possible now", { device: deviceId, wish: wish.type, why: messageOf(error) });
  try {
    controller.wish(wish)?.catch(told);
  } catch (error) {
    told(error);
  }
}

/** Each display is told once what is wished, and again when it comes anew: people with the remote control win. */
function displayFollower({ room, devices, settings, clock, log }: EquipmentPorts): () => void {
  let use: DisplayUse = { endedAtMs: null };
  const told = new Map<string, boolean>();
  return () => {
    const wish = displayWish(room.model, use, settings.policies, clock.monotonicMs());
    use = wish.use;
    const ready = readyDevices(room.model, "display").map(({ id }) => id);
    for (const id of told.keys()) if (!ready.includes(id)) told.delete(id);
    const { on } = wish;
    if (on === null) return;
    for (const id of ready) {
      if (told.get(id) === on) continue;
      told.set(id, on);
      devices.command(id, { type: "displayPower", on }).catch((error: unknown) => {
        log.warn("a display did not take its order", { device: id, on, error: messageOf(error) });
      });
    }
  };
}

function cableFollower({ room, controller, settings, clock, log }: EquipmentPorts): () => void {
  const states = new Map<string, AutoShare>();
  return () => {
    const { meeting } = room.model;
    const inputs = readyDevices(room.model, "capture").filter(({ capabilities }) =>
      ["hardware", "heuristic"].includes(capabilities.capture?.detection ?? "none"),
    );
    for (const id of states.keys()) if (!inputs.some((input) => input.id === id)) states.delete(id);
    for (const { id, capabilities } of inputs) {
      const shared = meeting?.share?.deviceId ?? null;
      const facts = {
        // While it is shared, only the worker sees the pictures of an input that does not tell by itself.
        signal:
          shared === id && capabilities.capture?.detection === "heuristic"
            ? room.model.sharedSignal
            : (capabilities.capture?.signal ?? null),
        meetingId: meeting?.phase === "connected" ? meeting.id : null,
        sharing: shared === id,
        otherShared: shared !== null && shared !== id,
      };
      const [state, action] = stepAutoShare(states.get(id) ?? unplugged, facts, clock.monotonicMs());
      states.set(id, state);
      if (action === null || (action === "start" && !settings.policies.autoShare)) continue;
      try {
        controller.wish(action === "start" ? { type: "startShare", deviceId: id } : { type: "stopShare" });
      } catch (error) {
        log.debug("the share did not follow the cable", { device: id, action, why: messageOf(error) });
      }
    }
  };
}
