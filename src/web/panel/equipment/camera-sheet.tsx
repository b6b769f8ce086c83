import { Button } from "../../shared/components/button.tsx";
import { Sheet } from "../../shared/components/sheet.tsx";
import { room } from "../../shared/connection/room.ts";
import { words } from "../../shared/language.ts";
import { sheet } from "../sheets/open-sheet.ts";
import { controlOf } from "../wishes/index.ts";
import { useLooking } from "./equipment-line.ts";
import { movableCamera } from "./equipment-model.ts";
import { Mirror } from "./mirror.tsx";
import { Presets } from "./presets.tsx";
import { Joystick, ZoomButton } from "./steer.tsx";
import "./equipment.css";

/** Where the camera looks: own picture, joystick, zoom, kept positions. */
export function CameraSheet() {
  const { equipment } = words.value;
  const state = room.value;
  useLooking(true);
  const device = state && movableCamera(state);
  if (state === null || device?.ptz === undefined) {
    return (
      <Sheet title={equipment.cameraTitle} onClose={sheet.close}>
        <p class="sheet-hint">{equipment.cannotMove}</p>
      </Sheet>
    );
  }
  const { ptz } = device;
  return (
    <Sheet title={equipment.cameraTitle} onClose={sheet.close} wide>
      <div class="camera-sheet">
        <div class="camera-look">
          <Mirror state={state} />
          <p class="sheet-hint at-most-2">{device.title}</p>
        </div>
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
    </Sheet>
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
