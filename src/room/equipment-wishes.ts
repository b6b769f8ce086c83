import type { DeviceReport } from "../domain/device.ts";
import type { DeviceOrder } from "../domain/device-command.ts";
import { messageOf, RoomkeeperError } from "../domain/errors.ts";
import type { EquipmentIntent } from "../domain/intent.ts";
import { pictureControls } from "../domain/picture-controls.ts";
import type { Log } from "../platform/log.ts";
import type { DeviceLane } from "./device-lane.ts";
import { deviceFor, type Preferences, readyDevices } from "./roles.ts";
import type { Room } from "./room.ts";

interface WishPorts {
  room: Room;
  devices: Pick<DeviceLane, "command">;
  prefer: Preferences;
  log: Log;
}

/** Wishes about devices themselves: the camera that is used looks elsewhere, displays go on or off. */
export function equipmentWishes({ room, devices, prefer, log }: WishPorts) {
  const order = (device: DeviceReport, command: DeviceOrder) => {
    devices.command(device.id, command).catch((error: unknown) => {
      log.warn("a device did not take an order", { device: device.id, command: command.type, error: messageOf(error) });
    });
  };
  return {
    /** @throws RoomkeeperError intent.impossible when no device can do it; what comes of it is seen at the device */
    wish(intent: EquipmentIntent): void {
      switch (intent.type) {
        case "moveCamera":
          return order(camera(), {
            type: "ptzMove",
            motion: { pan: intent.pan, tilt: intent.tilt, zoom: intent.zoom },
          });
        case "cameraHome":
          return order(camera(), { type: "ptzHome" });
        case "cameraPreset": {
          const { action, number, name } = intent;
          return order(camera(), { type: "ptzPreset", action, number, ...(name === undefined ? {} : { name }) });
        }
        case "setPicture":
          return order(pictured(intent.name), { type: "cameraControl", name: intent.name, value: intent.value });
        case "pictureDefaults":
          return order(pictured(), { type: "cameraDefaults" });
        case "setDisplay": {
          const displays = readyDevices(room.model, "display");
          if (displays.length === 0) throw impossible("there is no display that can be switched");
          for (const display of displays) order(display, { type: "displayPower", on: intent.on });
        }
      }
    },
  };

  /** The camera that is used, when its picture can be set. @param name of a control that must be free */
  function pictured(name?: string): DeviceReport {
    const used = deviceFor(room.model, "camera", prefer);
    const controls = pictureControls(used?.capabilities.cameraControls?.controls ?? []);
    if (used === null || controls.length === 0) throw impossible("the picture of this camera cannot be set from here");
    const control = controls.find((one) => one.name === name);
    if (name !== undefined && control === undefined) throw impossible(`the camera has no control ${name}`);
    if (control?.inactive === true) throw impossible(`${name} is held by an automatic control: switch that one off`);
    return used;
  }

  /** The camera that is used, when it moves itself; else one that moves and belongs to it: a room has one that moves. */
  function camera(): DeviceReport {
    const used = deviceFor(room.model, "camera", prefer);
    const movable = readyDevices(room.model, "ptz");
    const found = movable.find(({ id }) => id === used?.id) ?? (movable.length === 1 ? movable[0] : undefined);
    if (found === undefined) throw impossible("the camera that is used cannot be moved from here");
    return found;
  }
}

export type EquipmentWishes = ReturnType<typeof equipmentWishes>;

const impossible = (reason: string) => new RoomkeeperError("intent.impossible", reason);
