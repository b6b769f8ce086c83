import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { PtzCapability } from "../../../domain/capability.ts";
import type { DeviceState, RoomState } from "../../../domain/room-state.ts";
import { Button } from "../../shared/components/button.tsx";
import { Sheet } from "../../shared/components/sheet.tsx";
import { room } from "../../shared/connection/room.ts";
import { words } from "../../shared/language.ts";
import { sheet } from "../sheets/open-sheet.ts";
import { controlOf } from "../wishes/index.ts";
import { useLooking } from "./equipment-line.ts";
import { movableCamera } from "./equipment-model.ts";
import { Mirror } from "./mirror.tsx";
import { PictureDefaults, PictureSettings } from "./picture.tsx";
import { picturedCamera } from "./picture-model.ts";
import { Presets } from "./presets.tsx";
import { Joystick, ZoomButton } from "./steer.tsx";
import "./equipment.css";

type Half = "position" | "picture";

/** Where the camera looks (joystick, zoom, kept positions) and how its picture is, beside the room's own picture. */
export function CameraSheet() {
  const { equipment } = words.value;
  const state = room.value;
  const [chosen, choose] = useState<Half>("position");
  useLooking(true);
  const moving = state && movableCamera(state);
  const pictured = state && picturedCamera(state);
  if (state === null || (moving === null && pictured === null)) {
    return (
      <Sheet title={equipment.cameraTitle} onClose={sheet.close}>
        <p class="sheet-hint">{equipment.cannotMove}</p>
      </Sheet>
    );
  }
  const halves = moving !== null && pictured !== null && <Halves chosen={chosen} choose={choose} />;
  const ptz = pictured === null || chosen === "position" ? moving?.ptz : undefined;
  return (
    <Sheet title={equipment.cameraTitle} onClose={sheet.close} wide>
      {halves}
      {moving !== null && ptz !== undefined ? (
        <PositionHalf state={state} device={moving} ptz={ptz} />
      ) : (
        pictured !== null && <PictureHalf state={state} device={pictured} />
      )}
    </Sheet>
  );
}

function Halves({ chosen, choose }: { chosen: Half; choose: (half: Half) => void }) {
  const { equipment } = words.value;
  const half = (one: Half, label: string) => (
    <button type="button" class="camera-half" data-act={one} aria-pressed={chosen === one} onClick={() => choose(one)}>
      {label}
    </button>
  );
  return (
    <div class="camera-halves">
      {half("position", equipment.whereItLooks)}
      {half("picture", equipment.picture)}
    </div>
  );
}

interface HalfProps {
  state: RoomState;
  device: DeviceState;
}

/** What the camera sees, under it its name and what else belongs to the picture. */
function CameraLook({ state, device, children }: HalfProps & { children?: ComponentChildren }) {
  return (
    <div class="camera-look">
      <Mirror state={state} />
      <p class="sheet-hint at-most-2">{device.title}</p>
      {children}
    </div>
  );
}

function PositionHalf({ state, device, ptz }: HalfProps & { ptz: PtzCapability }) {
  const { equipment } = words.value;
  return (
    <div class="camera-sheet">
      <CameraLook state={state} device={device} />
      <div class="camera-steer">
        {(ptz.pan || ptz.tilt) && <Joystick camera={ptz} />}
        <div class="camera-buttons">
          {ptz.zoom && <ZoomButton label={equipment.nearer} zoom={0.5} act="nearer" />}
          {ptz.zoom && <ZoomButton label={equipment.further} zoom={-0.5} act="further" />}
          <HomeButton />
        </div>
      </div>
      <Presets camera={ptz} />
    </div>
  );
}

function PictureHalf({ state, device }: HalfProps) {
  const { equipment } = words.value;
  return (
    <div class="camera-sheet">
      <CameraLook state={state} device={device}>
        <p class="sheet-hint">{equipment.pictureKept}</p>
        <PictureDefaults />
      </CameraLook>
      <PictureSettings device={device} />
    </div>
  );
}

function HomeButton() {
  const control = controlOf({ type: "cameraHome" });
  return (
    <Button act="cameraHome" {...control}>
      {words.value.equipment.home}
    </Button>
  );
}
