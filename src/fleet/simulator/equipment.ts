import type { CapabilityName } from "../../domain/capability.ts";
import type { DeviceState, Role } from "../../domain/room-state.ts";
import { pick } from "./dice.ts";

export const kinds = ["huddle", "standard", "board", "hall"] as const;
export type Kind = (typeof kinds)[number];

/** @param chance 0..1 */
export const kindOf = (chance: number): Kind =>
  chance < 0.35 ? "huddle" : chance < 0.82 ? "standard" : chance < 0.95 ? "board" : "hall";

interface Model {
  title: string;
  driver: string;
  capabilities: CapabilityName[];
  roles: Role[];
}

const model = (title: string, driver: string, capabilities: CapabilityName[], roles: Role[] = []): Model => ({
  ...{ title, driver, capabilities, roles },
});

const speakerphone: CapabilityName[] = ["microphone", "speaker", "callControls", "indicators"];
const both: Role[] = ["microphone", "speaker"];
const camera = (title: string, ...more: CapabilityName[]) =>
  model(title, "uvc-camera", ["camera", ...more], ["camera"]);
const phone = (title: string) => model(title, "hid-speakerphone", speakerphone, both);

/** What stands in rooms of each kind: one of each list. An empty place means that some rooms have none. */
const outfits: Record<Kind, readonly (readonly (Model | null)[])[]> = {
  huddle: [
    [camera("Poly Studio P15"), camera("Logitech MeetUp", "ptz"), camera("Jabra PanaCast 20")],
    [phone("Jabra Speak2 75"), phone("Poly Sync 40"), phone("Yealink SP92")],
    [null, null, model("Elgato Stream Deck Mini", "stream-deck", ["keys"])],
  ],
  standard: [
    [camera("Logitech Rally Camera", "ptz"), camera("AVer CAM520 Pro3", "ptz"), camera("Jabra PanaCast 50")],
    [phone("Sennheiser TeamConnect Intelligent Speaker"), phone("Jabra Speak2 75"), phone("Yamaha YVC-330")],
    [model("Magewell USB Capture HDMI", "hdmi-capture", ["capture"], ["capture"]), null],
    [model("Samsung QM65C", "displays", ["display"]), model("Display (CEC)", "displays", ["display"])],
    [model("Presence sensor", "gpio", ["occupancy"]), null, null],
  ],
  board: [
    [camera("Sony SRG-X120", "ptz", "cameraControls"), camera("AVer PTC310U", "ptz")],
    [phone("Shure IntelliMix P300"), phone("Biamp Devio SCX 400")],
    [model("Magewell USB Capture HDMI Plus", "hdmi-capture", ["capture"], ["capture"])],
    [model("LG 86UH5N", "displays", ["display"]), model("Sony FW-85BZ40L", "displays", ["display"])],
    [model("Elgato Stream Deck XL", "stream-deck", ["keys"])],
    [model("Crestron RMC4", "touch-panel", ["relay"]), null],
  ],
  hall: [
    [camera("Panasonic AW-UE80", "ptz", "cameraControls")],
    [phone("QSC Core Nano"), phone("Biamp TesiraFORTÉ X 400")],
    [model("Magewell USB Capture HDMI Plus", "hdmi-capture", ["capture"], ["capture"])],
    [model("Epson EB-PU2010 projector", "displays", ["display"])],
    [model("Screen relay", "gpio", ["relay"])],
  ],
};

/** Devices are the same value in all rooms that have them: ten thousand rooms need no more memory than these. */
const known = new Map<string, DeviceState>();

function deviceOf(made: Model, at: number): DeviceState {
  const { title, driver, capabilities, roles } = made;
  const id = `${capabilities[0]}-${at + 1}`;
  const key = `${id} ${title}`;
  const device: DeviceState = known.get(key) ?? {
    ...{ id, title, driver, phase: "ready", capabilities, roles, port: `1-${at + 1}`, problem: null, standIn: true },
  };
  known.set(key, device);
  return device;
}

export function devicesOf(kind: Kind, dice: () => number): DeviceState[] {
  return outfits[kind].flatMap((place, at) => {
    const found = pick(dice, place);
    return found === null ? [] : [deviceOf(found, at)];
  });
}

/** What IT wants to find in a room of this kind. */
export const expectedOf = (kind: Kind): CapabilityName[] =>
  kind === "huddle" ? ["camera", "microphone", "speaker"] : ["camera", "microphone", "speaker", "display"];
